/** What sets groups apart: which claims are made, and how sure they are. */
import { count, counted, figure, inSentence, listing, withRange } from '../../../base/wording.js';
import { benjaminiHochberg } from '../../../statistics/benjamini-hochberg.js';
import type { Stages } from '../../report-base.js';
import type { Part } from '../../section.js';
import { accuracyOf, accuracySentence, correctedRateText } from '../accuracy.js';
import { comparative } from '../comparatives.js';
import type { Family } from '../family.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { shape as keynessShape } from '../group-keyness/schema.js';
import type { GroupMatching } from '../group-matching/schema.js';
import { unbalanced } from '../group-matching/section.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import { findingsOf, isDifference } from '../group-robustness/data.js';
import type { Sensitivity } from '../group-robustness/schema.js';
import type { GroupBase } from '../group-section.js';
import type { GroupClaim } from './schema.js';

interface Opened extends Pick<GroupBase, 'by' | 'groups' | 'corpus' | 'stages'>, Part<typeof keynessShape> {
  readonly families: readonly Family[];
  readonly sensitivity: Sensitivity;
  readonly measures: readonly GroupMeasure[];
  readonly actors: readonly GroupActor[];
  readonly matching: readonly GroupMatching[];
}

/** The opening chooses from three families: leading measures, actors, words. Each has its share of its 10% of false findings. */
const OPENING_LEVEL = 0.03;

const adjusted = (q: number): string => (q < 0.001 ? '< 0.001' : `= ${q.toFixed(3)}`);

/**
 * A few sentences: what was looked at; the largest differences between groups that survive adjustment over all that the opening
 * chooses from, with what the checks say of them; hedging, whether it differs or not; the actor on whom a group differs most from
 * the others, by the same rule; words; how often the stages are right.
 */
export function outletOpening(report: Opened): string[] {
  const accuracy = accuracySentence(report.stages, [
    'hedging',
    'attribution',
    'framing',
    'sentiment',
    'actors',
  ]);
  return [
    sizesSentence(report),
    ...groupClaims(report).flatMap(({ figures }) => figures),
    ...(accuracy === null ? [] : [accuracy]),
  ];
}

/** Groups of fewer documents are spoken of only where no larger one differs. */
const FEW = 10;

/** What is claimed: of hedging always, of another measure, of an actor, of words. */
export function groupClaims(report: Opened): GroupClaim[] {
  return [...measureClaims(report), ...actorClaim(report), ...wordClaim(report)].map((claim) => ({
    ...claim,
    accuracy: claimAccuracy(report, claim),
  }));
}

/** The stage behind each list of hits. */
const STAGE_OF: Readonly<Record<string, string>> = {
  hedging_cues: 'hedging',
  attributions: 'attribution',
  mention_sentiments: 'sentiment',
  actor_sentiments: 'sentiment',
  frame_evidence: 'framing',
  mentions: 'actors',
};

const stageOf = ({ evidence }: GroupMeasure): string => STAGE_OF[evidence ?? ''] ?? '';

/** How often the stage behind a claim is right; words are counted, not judged. */
function claimAccuracy({ measures, stages }: Opened, { topic, subject }: Draft): string | null {
  const measure = subject?.kind === 'measure' ? measures.find(({ name }) => name === subject.key) : undefined;
  const stage = topic === 'actors' ? 'sentiment' : measure === undefined ? topic : stageOf(measure);
  return accuracyOf(stages, stage)?.text ?? null;
}

type Draft = Omit<GroupClaim, 'accuracy'>;

const nothing = (topic: GroupClaim['topic'], sentence: string, text: string): Draft => ({
  topic,
  subject: null,
  direction: 'none',
  certainty: 'none',
  reasons: [],
  sentence,
  figures: [text],
});

function sizesSentence({ by, groups, corpus }: Opened): string {
  const total = groups.reduce((sum, { documents }) => sum + documents, 0);
  const [least, most] = [groups[groups.length - 1]!.documents, groups[0]!.documents];
  const rest = corpus.documents - total;
  const sizes =
    least === most ? counted(least, 'document') : `${count(least)} to ${counted(most, 'document')}`;
  return `${counted(groups.length, 'group')} by ${by} are compared, of ${sizes} each, ${count(total)} in all${
    rest > 0
      ? `; ${counted(rest, 'more document')}, of smaller groups or without ${by}, count among the others of each`
      : ''
  }.`;
}

function measureClaims({ measures, sensitivity, matching, stages }: Opened): Draft[] {
  const leading = measures.filter((measure) => measure.leading);
  // One family of all that is chosen from, not one a heading.
  const rows = leading.flatMap(({ groups }) => groups);
  const adjustedOver = new Map(
    benjaminiHochberg(rows.map(({ p }) => p)).map((q, k) => [rows[k]!, q] as const),
  );
  const chosenFrom = adjustedOver.size === 0 ? '' : ` of the ${counted(leading.length, 'leading measure')}`;
  const found = findingsOf(measures).flatMap(({ measure, row }) => {
    const q = adjustedOver.get(row) ?? null;
    return q !== null && q < OPENING_LEVEL ? [{ measure, row, q }] : [];
  });
  const hedging = leading.find(
    ({ evidence, name }) => evidence === 'hedging_cues' && name.startsWith('hedge'),
  );
  // The larger groups first, each in the order of the size of the difference.
  const ordered = [...found.filter(({ row }) => row.n >= FEW), ...found.filter(({ row }) => row.n < FEW)];
  const ofHedging = ordered.find(({ measure }) => measure.group === 'Hedging');
  const other = ordered.find(({ measure }) => measure.group !== 'Hedging');
  const claims = [ofHedging, other].flatMap((finding): Draft[] => {
    if (finding === undefined) return [];
    const { measure, row, q } = finding;
    const above = row.delta! > 0;
    return [
      {
        topic: measure.group === 'Hedging' ? 'hedging' : 'measures',
        subject: { kind: 'measure', key: measure.name, group: row.group },
        direction: above ? 'more' : 'less',
        ...certaintyOfGroup(sensitivity, measure.name, row.group, row.n, unbalanced(matching, row.group)),
        sentence: `${row.group} ${comparative(measure.name, inSentence(measure.title), above)} than the others${measure.voice === 'author' ? ', in its authors’ own voice' : ''}.`,
        figures: [
          `${row.group} stands ${above ? 'above' : 'below'} the others on ${inSentence(measure.title)}: median ${figure(row.median, measure.unit)}, ${withRange(row.medianDifference, row.medianDifferenceInterval)} from theirs; Cliff's delta ${withRange(row.delta, row.deltaInterval)}, adjusted p ${adjusted(q)} over all groups${chosenFrom} and ${counted(row.n, 'document')}${checksText(sensitivity, measure.name, row.group)}. Intervals are of sampling only.`,
          ...correctedText(stages, measure, row.mean),
        ],
      },
    ];
  });
  const marked = findingsOf(measures).length;
  const none =
    claims.length === 0
      ? [
          nothing(
            hedging === undefined ? 'measures' : 'hedging',
            `Nothing unusual in ${hedging === undefined ? 'any leading measure' : 'hedging or any other leading measure'}: no group differs clearly from the others.`,
            `On none${chosenFrom} does a group differ from the others after adjustment for the number of tests${marked === 0 ? '' : `, all of them together; adjusted within its heading only, as in the overview, ${counted(marked, 'difference')} ${marked === 1 ? 'is' : 'are'} marked there`}.`,
          ),
        ]
      : [];
  if (hedging === undefined || ofHedging !== undefined || hedging.groups.length === 0)
    return [...none, ...claims];
  const sorted = [...hedging.groups].sort((a, b) => b.median - a.median || (a.group < b.group ? -1 : 1));
  const [high, low] = [sorted[0]!, sorted[sorted.length - 1]!];
  const medians =
    `On ${inSentence(hedging.title)} no group can be told from the others: medians run from ${figure(low.median, hedging.unit)} (${low.group}) to ${figure(high.median, hedging.unit)} ${hedging.unit.startsWith('share') ? '' : hedging.unit} (${high.group}).`.replace(
      / {2,}/g,
      ' ',
    );
  if (none.length > 0) return [{ ...none[0]!, figures: [...none[0]!.figures, medians] }];
  return [
    nothing('hedging', 'Nothing unusual in hedging: no group differs clearly from the others.', medians),
    ...claims,
  ];
}

/** Firm: ten documents or more, and every check that applies agrees; unclear: fewer, one reversed, or most not clear. */
function certaintyOfGroup(
  { findings, checks }: Sensitivity,
  name: string,
  group: string,
  documents: number,
  unalike: readonly string[],
): Pick<GroupClaim, 'certainty' | 'reasons'> {
  const results = findings.find((entry) => entry.name === name && entry.group === group)?.results ?? [];
  const titles = (verdict: string): string[] =>
    results
      .filter((result) => result.verdict === verdict)
      .map(({ check }) => checks.find(({ key }) => key === check)!.title);
  const [survives, unclear, reversed] = ['survives', 'unclear', 'reversed'].map(titles) as [
    string[],
    string[],
    string[],
  ];
  const reasons = [
    ...(survives.length > 0 ? [`holds: ${listing(survives)}`] : []),
    ...(unclear.length > 0 ? [`not clear: ${listing(unclear)}`] : []),
    ...(reversed.length > 0 ? [`points the other way: ${listing(reversed)}`] : []),
    ...(documents < FEW ? [`only ${counted(documents, 'document')}`] : []),
    ...(unalike.length > 0 &&
    results.some(({ check, verdict }) => check === 'matched' && verdict !== 'does not apply')
      ? [`matching leaves ${listing(unalike)} unlike`]
      : []),
  ];
  const certainty =
    documents < FEW || reversed.length > 0 || unclear.length > survives.length
      ? 'unclear'
      : unclear.length > 0 || survives.length === 0
        ? 'likely'
        : 'firm';
  return { certainty, reasons };
}

/** A group's mean rate without the stage's known errors, which are taken to be alike in all groups. */
function correctedText(stages: Stages, measure: GroupMeasure, mean: number): string[] {
  if (!/^(?:hedge_rate|attribution_rate)/.test(measure.name)) return [];
  const text = correctedRateText(stages, stageOf(measure), mean, measure.unit);
  return text === null
    ? []
    : [
        `Its mean is ${figure(mean, measure.unit)}. ${text} The others move with it where the stage errs alike there.`,
      ];
}

/** What became of a finding in the other ways of counting. */
function checksText({ findings, checks }: Sensitivity, name: string, group: string): string {
  const finding = findings.find((entry) => entry.name === name && entry.group === group);
  const results = finding?.results.filter(({ verdict }) => verdict !== 'does not apply') ?? [];
  if (results.length === 0) return '';
  const title = (key: string): string => checks.find((check) => check.key === key)!.title;
  const reversed = results.filter(({ verdict }) => verdict === 'reversed');
  const unclear = results.filter(({ verdict }) => verdict === 'unclear');
  const survived = results.length - reversed.length - unclear.length;
  const parts = [
    ...(reversed.length > 0 ? [`reversed: ${listing(reversed.map(({ check }) => title(check)))}`] : []),
    ...(unclear.length > 0 ? [`unclear: ${listing(unclear.map(({ check }) => title(check)))}`] : []),
  ];
  return `; it survives ${survived} of ${counted(results.length, 'check')}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}

function actorClaim({ actors }: Opened): Draft[] {
  const found = actors
    .flatMap((actor) => actor.groups.map((row) => ({ actor, row })))
    .filter(({ row }) => isDifference(row) && row.q! < OPENING_LEVEL)
    // The larger groups first, as with measures.
    .sort(
      (a, b) =>
        Number(b.row.documents >= FEW) - Number(a.row.documents >= FEW) ||
        Math.abs(b.row.delta!) - Math.abs(a.row.delta!),
    )[0];
  if (found === undefined) {
    const tested = actors.filter(({ groups }) => groups.some(({ q }) => q !== null)).length;
    const text =
      tested === 1
        ? "Toward the one actor tested no group's sentiment differs from the others' after adjustment."
        : `Toward none of the ${count(tested)} actors tested does a group's sentiment differ from the others' after adjustment.`;
    return tested === 0
      ? []
      : [
          nothing(
            'actors',
            `Nothing unusual in how groups write of actors: ${tested === 1 ? 'their wording about the one tested does not differ clearly' : `of the ${tested} tested, their wording about none differs clearly`}.`,
            text,
          ),
        ];
  }
  const { actor, row } = found;
  const negative = row.delta! < 0;
  const own = row.author?.interval ?? null;
  const agrees = own !== null && (negative ? own[1] < 0 : own[0] > 0);
  const sign = negative ? row.judged?.negative : row.judged?.positive;
  const mostlyDone = sign !== undefined && sign.mentions >= 3 && 2 * sign.doneTo > sign.mentions;
  return [
    {
      topic: 'actors',
      subject: { kind: 'actor', key: actor.actor, group: row.group },
      direction: negative ? 'negative' : 'positive',
      certainty: row.documents < FEW || !agrees ? 'unclear' : 'likely',
      reasons: [
        'all voices together, since the test is of all',
        agrees
          ? `in its authors' own voice the interval leaves out 0 too`
          : `in its authors' own voice it is not clearly ${negative ? 'negative' : 'positive'}`,
      ],
      sentence: `${row.group}’s wording about ${actor.name} is more ${negative ? 'negative' : 'positive'} than the others’${agrees ? '' : '; in its authors’ own voice that is not clear'}${mostlyDone ? '; most of it tells what is done to it and is no judgement of it' : ''}.`,
      figures: [
        `Of ${actor.name}, ${row.group} writes more ${negative ? 'negatively' : 'positively'} than the others: mean ${withRange(row.mean, row.interval)} over ${counted(row.documents, 'document')} (${counted(row.mentions, 'mention')}); Cliff's delta ${withRange(row.delta, row.deltaInterval)}, adjusted p ${adjusted(row.q!)}, of ${counted(actors.length, 'actor')} looked at${matchedText(row)}.`,
        ...(sign === undefined || sign.doneTo === 0
          ? []
          : [
              `Of the ${counted(sign.mentions, `${negative ? 'negative' : 'positive'} mention`)} in its authors’ own voice ${count(sign.doneTo)} ${sign.doneTo === 1 ? 'tells' : 'tell'} what is done to it (the object of a deed), which is no judgement of it.`,
            ]),
      ],
    },
  ];
}

/** Whether a difference stays among documents of like subject, genre, time and length. */
function matchedText({ matched, delta }: GroupActor['groups'][number]): string {
  if (matched === null || matched.interval === null)
    return '; too few documents to match by subject, time and length';
  const [low, high] = matched.interval;
  if (low * high <= 0) return '; matched by subject, time and length it is unclear';
  return matched.difference * delta! > 0
    ? '; it holds among matched documents'
    : '; matched by subject, time and length it is reversed';
}

/** A word is named only where the documents that hold it carry the difference, not its repetitions in a few. */
function wordClaim({ keyness }: Opened): Draft[] {
  const key = keyness.words
    .flatMap(({ group, rows }) => rows.map((row) => ({ group, row })))
    .filter(({ row }) => (row.q ?? 1) < OPENING_LEVEL && row.claimed && (row.documentLogRatio ?? 0) > 1)
    // That an outlet names itself sets it apart from nobody.
    .filter(
      ({ group, row }) =>
        !group
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .includes(row.term),
    )
    .sort(
      (a, b) => b.row.documents - b.row.referenceDocuments - (a.row.documents - a.row.referenceDocuments),
    );
  // The first of each group, which sets it apart the most.
  const groups = [...new Map(key.toReversed().map((entry) => [entry.group, entry])).values()]
    .reverse()
    .slice(0, 3);
  if (groups.length === 0) return [];
  const parts = groups.map(
    ({ group, row }) =>
      `${group} “${row.term}” (in ${(100 * row.documents).toFixed(0)}% of its documents, ${shareText(row.referenceDocuments)} of the others')`,
  );
  const first = groups[0]!;
  return [
    {
      topic: 'words',
      subject: { kind: 'word', key: first.row.term, group: first.group },
      direction: 'more',
      certainty: 'likely',
      reasons: ['by the documents that hold the word, not by how often it is repeated'],
      sentence: `${first.group} writes “${first.row.term}” in ${(100 * first.row.documents).toFixed(0)} of 100 documents, the others in ${first.row.referenceDocuments < 0.005 ? 'fewer than 1' : (100 * first.row.referenceDocuments).toFixed(0)}.`,
      figures: [`Words that set groups apart: ${listing(parts)}.`],
    },
  ];
}

/** A share in per cent; never 0% where there is one. */
function shareText(share: number): string {
  if (share === 0) return 'none';
  return share < 0.0005 ? 'under 0.1%' : `${(100 * share).toFixed(share < 0.01 ? 1 : 0)}%`;
}
