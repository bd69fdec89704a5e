/** Scores sentiment on a checklist: composed targets by kind of difficulty (Ribeiro et al. 2020, doi:10.18653/v1/2020.acl-main.442). */
import { UserError } from '../base/user-error.js';
import { maskedPart } from '../models/encoder/masking.js';
import { codePoints } from '../stages/code-points.js';
import { LABELS } from '../stages/sentiment/model-header.js';
import type { CostlyError, EvaluationTask, Figure, GoldRow, ResultRow } from './evaluation.js';
import { checkSentimentRow } from './sentiment-gold.js';
import type { Answers } from './sentiment-scores.js';
import { judgeTargets } from './sentiment-tiers.js';

/** A target of a checklist: its kind, and the label or labels that are right. */
interface ChecklistRow extends GoldRow {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly label: string | readonly string[];
}

const ERRORS_SHOWN = 20;
const CONTEXT = 100;
/** Put in the targets' places to see whether labels change: they may not. */
const OTHER_NAMES = ['Adolf Hitler', 'Barack Obama', 'Benazir Bhutto'] as const;

const accepted = ({ label }: ChecklistRow): readonly string[] =>
  typeof label === 'string' ? [label] : label;

/** `hedgerow evaluate sentiment --checklist FILE`. */
export const sentimentChecklist: EvaluationTask = {
  name: 'sentiment',
  description:
    'Lines of {"id","kind","text","start","end","label"}, a target each; "label" is negative, neutral, positive, or a list of those that are right.',
  stages: ['sentiment'],
  stageOptions: () => ({}),
  check(row, line, file) {
    const { kind, label } = (row ?? {}) as Partial<ChecklistRow>;
    const labels = typeof label === 'object' && label !== null ? label : [label];
    for (const one of labels) checkSentimentRow({ ...(row as object), label: one }, line, file);
    if (typeof kind !== 'string' || kind.trim() === '' || labels.length === 0)
      throw new UserError({
        what: labels.length === 0 ? '"label" is an empty list' : '"kind" is not a name',
        where: `${file}, line ${line}`,
        remedy: this.description,
      });
    return row as GoldRow;
  },
  async run(gold, annotate, options) {
    const rows = gold as readonly ChecklistRow[];
    const ids = rows.map(({ id }) => id);
    const { tiers, counted, notes } = await judgeTargets(rows, ids, annotate, options.model);
    const kinds = [...new Set(rows.map(({ kind }) => kind))];
    const results: ResultRow[] = [];
    const systems = [
      ...tiers.map(({ answers }) => answers),
      { system: 'opinion words of the sentence, negation turned', classes: counted },
    ];
    for (const answers of systems)
      for (const kind of [null, ...kinds]) {
        const own = rows.flatMap((row, i) => (kind === null || row.kind === kind ? [i] : []));
        results.push(resultOf(rows, own, answers, kind ?? 'all kinds'));
      }
    const changed = tiers.map(() => 0);
    for (const name of OTHER_NAMES) {
      const renamed = await judgeTargets(
        rows.map((row) => withName(row, name)),
        ids,
        annotate,
        options.model,
      );
      renamed.tiers.forEach(({ answers }, t) => {
        rows.forEach((_, i) => {
          if (answers.classes[i] !== tiers[t]!.answers.classes[i]) changed[t]!++;
        });
      });
    }
    tiers.forEach(({ answers }, t) => {
      const n = rows.length * OTHER_NAMES.length;
      results.push({
        system: answers.system,
        measured: 'another name in the target’s place',
        figures: { 'label changed': { value: changed[t]! / n, interval: null, n } },
      });
    });
    const ours = tiers.find(({ model }) => model === (options.model ?? 'fast'))!.answers;
    return {
      predictions: rows.map(({ id }, i) => ({ id, label: LABELS[ours.classes[i]! as 0 | 1 | 2] })),
      evaluation: {
        task: 'sentiment checklist',
        rows: rows.length,
        documents: new Set(rows.map(({ text }) => text)).size,
        results,
        confusions: [],
        errors: mistakes(rows, ours),
        notes: [
          'Composed sentences: each kind tests one difficulty; shares right are not those of any corpus.',
          ...notes,
        ],
      },
    };
  },
};

function resultOf(
  rows: readonly ChecklistRow[],
  own: readonly number[],
  answers: Answers,
  measured: string,
): ResultRow {
  const labelOf = (i: number): string => LABELS[answers.classes[i]! as 0 | 1 | 2];
  const share = (test: (i: number) => boolean): Figure => ({
    value: own.filter(test).length / own.length,
    interval: null,
    n: own.length,
  });
  return {
    system: answers.system,
    measured,
    figures: {
      right: share((i) => accepted(rows[i]!).includes(labelOf(i))),
      'called negative': share((i) => labelOf(i) === 'negative'),
      'called positive': share((i) => labelOf(i) === 'positive'),
    },
  };
}

/** The same sentence about somebody else; as it is where the target has no name ("the ministry"). */
function withName(row: ChecklistRow, name: string): ChecklistRow {
  const points = codePoints(row.text);
  const part = maskedPart(row.text, points.toUtf16(row.start), points.toUtf16(row.end));
  if (part === null) return row;
  const text = row.text.slice(0, part[0]) + name + row.text.slice(part[1]);
  // Names are of the Basic Multilingual Plane.
  return { ...row, text, end: row.end + name.length - points.fromUtf16(part[1]) + points.fromUtf16(part[0]) };
}

function mistakes(rows: readonly ChecklistRow[], answers: Answers): CostlyError[] {
  return rows
    .flatMap((row, i): CostlyError[] => {
      const predicted = answers.classes[i]! as 0 | 1 | 2;
      if (accepted(row).includes(LABELS[predicted])) return [];
      const points = codePoints(row.text);
      const [start, end] = [points.toUtf16(row.start), points.toUtf16(row.end)];
      return [
        {
          id: row.id,
          kind: `wrong label, ${row.kind}`,
          before: row.text.slice(Math.max(0, start - CONTEXT), start),
          surface: row.text.slice(start, end),
          after: row.text.slice(end, end + CONTEXT),
          gold: accepted(row).join(' or '),
          predicted: LABELS[predicted],
          cost: answers.probabilities?.[3 * i + predicted] ?? 1,
        },
      ];
    })
    .sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1))
    .slice(0, ERRORS_SHOWN);
}
