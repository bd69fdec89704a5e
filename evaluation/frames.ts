/** The task `frames`. */
import { UserError } from '../base/user-error.js';
import { nearestColumn } from '../stages/framing/columns.js';
import { frameNamed, listed } from '../stages/framing/frame-names.js';
import { textKey } from '../stages/framing/linear-model.js';
import { type LoadedCodebook, loadScoring } from '../stages/framing/load-codebook.js';
import { densitiesOf } from '../training/framing/calibrate-cues.js';
import type { CostlyError, EvaluationTask, GoldRow } from './evaluation.js';
import { crossValidatedPredictions, tfidfBaseline } from './frames-baselines.js';
import { crossValidatedSentences, sentenceCounts } from './frames-functions.js';
import { crossValidatedLeads, leadResults, type RowLead } from './frames-lead.js';
import { type FrameDecisions, frameResults, functionResults, type SentenceCounts } from './frames-scores.js';

const nameOf = (options: { readonly codebook?: string }): string => options.codebook ?? 'generic';

/** Frames of whole texts against hand-coded labels; frame functions (Entman 1993) also sentence by sentence. */
export const framesTask: EvaluationTask = {
  name: 'frames',
  description:
    'Rows {"id","text","labels":[…]} (or "label", or "policy" with codes and "primary", or "entman" with spans by function); choose policy, generic, functions, a codebook file or a model folder by the option `codebook`.',
  stages: ['framing'],
  stageOptions: (options) => ({ framing: { codebooks: [nameOf(options)] } }),
  check(row, line, file): GoldRow {
    const record = row as Record<string, unknown> | null;
    const fault = (field: string, why: string): UserError =>
      new UserError({
        what: `the field '${field}' of a gold row is wrong`,
        where: `${file}, line ${line}`,
        why,
        remedy:
          'A row of the frames task is {"id": "…", "text": "…", "labels": ["…"]}, or has "label" with one.',
      });
    if (typeof record !== 'object' || record === null) throw fault('', 'the line holds no object');
    if (typeof record.id !== 'string') throw fault('id', 'it is not text');
    if (typeof record.text !== 'string') throw fault('text', 'it is not text');
    const { labels, label, policy, entman } = record;
    if (labels !== undefined && !(Array.isArray(labels) && labels.every((item) => typeof item !== 'object')))
      throw fault('labels', 'it is no list of names or codes');
    if (label !== undefined && typeof label !== 'string') throw fault('label', 'it is not text');
    if (policy !== undefined && !Array.isArray(policy)) throw fault('policy', 'it is no list of codes');
    if (entman !== undefined && !Array.isArray(entman)) throw fault('entman', 'it is no list of spans');
    if (labels === undefined && label === undefined && policy === undefined && entman === undefined)
      throw fault('labels', 'it is missing');
    return record as GoldRow;
  },
  async run(rows, annotate, options) {
    const loaded = loadScoring(nameOf(options));
    const { codebook } = loaded;
    const frames = codebook.frames.map((frame) => frame.name);
    const bySentence =
      codebook.name === 'functions' &&
      rows.every((row) => Array.isArray(row.entman) && row.labels !== undefined);
    const gold = rows.map((row) => goldFrames(row, loaded));
    const singleLabel = rows.every((row) => typeof row.label === 'string');
    const scores: (number | null)[][] = [];
    const present: Set<string>[] = [];
    const leading: (string | null)[] = [];
    const leads: RowLead[] = [];
    const density: Float64Array[] = [];
    const sentences: SentenceCounts[] = [];
    for (const row of rows) {
      const annotations = await annotate(row.text, row.id);
      const annotation = annotations.framing!;
      const own = annotation.frames.filter((frame) => frame.codebook === codebook.name);
      scores.push(own.map((frame) => frame.score));
      leading.push(own.find((frame) => frame.leading)?.frame ?? null);
      const nearest = annotation[nearestColumn(codebook.name)] as readonly string[];
      leads.push({ first: nearest[0] ?? null, clear: leading.at(-1) !== null });
      density.push(
        densitiesOf(
          own.map((frame) => frame.weight),
          annotations.tokenising!.word_count,
          codebook.scoring.priorWords,
        ),
      );
      present.push(new Set(own.filter((frame) => frame.present).map((frame) => frame.frame)));
      if (bySentence) sentences.push(sentenceCounts(row, annotation, annotations.tokenising!, loaded));
    }
    const notes: string[] = [];
    if (bySentence) {
      const validated = await crossValidatedSentences(rows, sentences);
      if (validated !== null) {
        sentences.splice(0, sentences.length, ...validated);
        notes.push(
          'The model of sentences was trained on these rows, so each is judged by a model fitted on the other four of five folds; the thresholds, one a function, were chosen over all folds.',
        );
      }
    }
    const seen = new Set(loaded.model?.trainedOn ?? []);
    const known = rows.filter((row) => seen.has(textKey(row.text))).length;
    if (known > 0) {
      const replaced =
        known === rows.length && nameOf(options) === 'generic'
          ? crossValidatedPredictions(rows, loaded)
          : null;
      if (replaced === null) {
        notes.push(
          `${known} of the ${rows.length} rows were among the texts that this model was trained on: these scores are too good.`,
        );
      } else {
        replaced.forEach((prediction, r) => {
          scores[r] = prediction.scores;
          present[r] = prediction.present;
          leading[r] = prediction.leading;
        });
        notes.push(
          "The shipped model was trained on these rows (and on those of another file), so each is scored by a model fitted on this file's other folds, with thresholds from inner folds.",
        );
      }
    }
    if (rows.some((row) => row.id.startsWith('allsides-') && 'entman' in row))
      notes.push('Labels coded by language-model readers under a codebook, not by human annotators.');
    const decided: FrameDecisions = {
      frames,
      gold,
      present: singleLabel ? leading.map((name) => new Set(name === null ? [] : [name])) : present,
    };
    const draw = { seed: options.seed, resamples: options.resamples };
    const results = bySentence
      ? functionResults(sentences, frames, rows, draw)
      : frameResults('hedgerow', decided, singleLabel, draw);
    if (!bySentence) {
      const every = gold.map(() => new Set(frames));
      const majority = majorityLabel(gold, frames);
      const tfidf = tfidfBaseline(rows, gold, frames, singleLabel, options, (row) => goldFrames(row, loaded));
      if (!singleLabel)
        results.push(...frameResults('all positive', { ...decided, present: every }, false, draw));
      results.push(
        ...frameResults(
          'majority',
          {
            ...decided,
            present: gold.map(() => new Set(singleLabel ? [majority] : majorityFrames(gold, frames))),
          },
          singleLabel,
          draw,
        ),
        ...frameResults('TF-IDF + logistic regression', { ...decided, present: tfidf }, singleLabel, draw),
      );
      notes.push(
        options.baselineTrain === undefined
          ? "TF-IDF + logistic regression is cross-validated (the file's folds, else five)."
          : 'TF-IDF + logistic regression was fitted on the file given for baselines.',
      );
      const primaries = rows.map((row) => primaryOf(row, loaded));
      if (primaries.some((primary) => primary !== null)) {
        const coded = {
          frames,
          density,
          positive: frames.map((frame) => Uint8Array.from(gold, (labels) => (labels.has(frame) ? 1 : 0))),
          primary: Int32Array.from(primaries, (primary) => (primary === null ? -1 : frames.indexOf(primary))),
        };
        const validated = crossValidatedLeads(rows, codebook.name, coded);
        if (validated !== null)
          notes.push(
            'The lead was calibrated on these rows, so each is judged by a calibration fitted on the other four of five folds; the scores of single frames are not cross-validated (two numbers a frame were fitted).',
          );
        const most = majorityLabel(
          primaries.flatMap((primary) => (primary === null ? [] : [new Set([primary])])),
          frames,
        );
        results.push(...leadResults(validated ?? leads, primaries, most, draw));
      }
    }
    return {
      predictions: rows.map((row, r) => ({
        id: row.id,
        labels: [...decided.present[r]!],
        ...(codebook.frames.some((frame) => frame.code !== null)
          ? {
              policy: codebook.frames
                .filter((frame) => present[r]!.has(frame.name))
                .map((frame) => Number(frame.code)),
              primary: Number(codebook.frames.find((frame) => frame.name === leading[r])?.code ?? 0) || null,
            }
          : {}),
        scores: Object.fromEntries(frames.map((frame, f) => [frame, scores[r]![f] ?? null])),
      })),
      evaluation: {
        task: `frames (${codebook.name})`,
        rows: rows.length,
        documents: new Set(rows.map((row) => row.id)).size,
        results,
        confusions: singleLabel ? [confusion(frames, gold, decided.present)] : [],
        errors: bySentence ? [] : costlyErrors(rows, decided, scores),
        notes,
      },
    };
  },
};

/** The gold labels of a row as names of the codebook's frames. */
function goldFrames(row: GoldRow, { codebook }: LoadedCodebook): Set<string> {
  const raw: unknown[] =
    codebook.name === 'policy' && Array.isArray(row.policy)
      ? row.policy
      : codebook.name === 'functions' && Array.isArray(row.entman)
        ? row.entman.map((span: { function?: unknown }) => span.function)
        : typeof row.label === 'string'
          ? [row.label]
          : Array.isArray(row.labels)
            ? row.labels
            : [];
  return new Set(raw.map((label) => goldFrame(String(label), codebook.frames, row.id)));
}

function primaryOf(row: GoldRow, { codebook }: LoadedCodebook): string | null {
  return codebook.name !== 'policy' || row.primary === undefined || row.primary === null
    ? null
    : goldFrame(String(row.primary), codebook.frames, row.id);
}

function goldFrame(label: string, frames: LoadedCodebook['codebook']['frames'], id: string): string {
  const found = frameNamed(label, frames);
  if (found === undefined) {
    throw new UserError({
      what: `the gold label '${label}' is no frame of the codebook`,
      where: `row '${id}'`,
      remedy: `The frames are: ${listed(frames)}. Choose the codebook with the option \`codebook\`.`,
    });
  }
  return found.name;
}

function majorityLabel(gold: readonly ReadonlySet<string>[], frames: readonly string[]): string {
  const count = (frame: string): number => gold.filter((labels) => labels.has(frame)).length;
  return [...frames].sort((a, b) => count(b) - count(a))[0]!;
}

/** The frames that more than half of the texts have. */
function majorityFrames(gold: readonly ReadonlySet<string>[], frames: readonly string[]): string[] {
  return frames.filter((frame) => 2 * gold.filter((labels) => labels.has(frame)).length > gold.length);
}

function confusion(
  frames: readonly string[],
  gold: readonly ReadonlySet<string>[],
  present: readonly ReadonlySet<string>[],
): { title: string; labels: string[]; counts: number[][] } {
  const labels = [...frames, '(none)'];
  const counts = labels.map(() => labels.map(() => 0));
  gold.forEach((labelsOfRow, r) => {
    const g = labels.indexOf([...labelsOfRow][0] ?? '(none)');
    const p = labels.indexOf([...present[r]!][0] ?? '(none)');
    counts[g]![p]!++;
  });
  return { title: 'Frames', labels, counts };
}

function costlyErrors(
  rows: readonly GoldRow[],
  { frames, gold, present }: FrameDecisions,
  scores: readonly (readonly (number | null)[])[],
): CostlyError[] {
  const errors: CostlyError[] = [];
  rows.forEach((row, r) => {
    frames.forEach((frame, f) => {
      const is = gold[r]!.has(frame);
      const said = present[r]!.has(frame);
      if (is === said) return;
      const score = scores[r]![f] ?? 0;
      errors.push({
        id: row.id,
        kind: is ? 'missed' : 'spurious',
        before: '',
        surface: Array.from(row.text).slice(0, 60).join(''),
        after: '',
        gold: is ? frame : null,
        predicted: said ? frame : null,
        cost: is ? 1 - score : score,
      });
    });
  });
  return errors.sort((a, b) => b.cost - a.cost).slice(0, 20);
}
