/**
 * What is said first of an article: one claim each of hedging, whose words it uses, how it writes of actors, and framing;
 * or that nothing is unusual. The author's voice is what is spoken of; where the voices disagree, it is said.
 */
import {
  codebookTitle,
  counted,
  figure,
  frameName,
  frameSubject,
  inSentence,
  percentileRange,
  percentileText,
} from '../../../base/wording.js';
import { sharesAt, valueAt } from '../../../statistics/quantiles.js';
import { accuracyOf, correctedRateText } from '../accuracy.js';
import type { ArticleBase } from '../article-section.js';
import { comparative } from '../comparatives.js';
import type { FrameRow } from '../frames/schema.js';
import { topicText } from '../measures/data.js';
import type { MeasureRow } from '../measures/schema.js';
import { outerQuarter } from '../robustness/data.js';
import { actorClaims, type Report } from './actor-claims.js';
import { certaintyOf, checksOf, countInterval } from './certainty.js';
import type { Claim, Scale } from './schema.js';

export function articleClaims(report: Report): Claim[] {
  return [...hedgingClaim(report), ...voiceClaim(report), ...actorClaims(report), ...framingClaim(report)];
}

/** "98 of 100", "nearly all", "all": never all where a document is on the other side. */
export function ofHundred(percent: number): string {
  if (percent === 100) return 'all';
  if (percent > 99.5) return 'nearly all';
  return `${Math.max(1, Math.round(percent))} of 100`;
}

/** What `than` is said of: "98 of 100 documents compared", "any document compared". */
export const thanOthers = (percent: number): string =>
  percent === 100 ? 'any document compared' : `${ofHundred(percent)} documents compared`;

/** The documents on the other side of a row's value, per cent: those of the same value are on neither. */
function beyond({ baseline, value }: MeasureRow, above: boolean): number {
  const { below, equal } = sharesAt(baseline!, value!);
  return 100 * (above ? below : 1 - below - equal);
}

const others = ({ baseline }: ArticleBase): string =>
  `of ${counted(baseline.documents, 'document')} of ${baseline.title}`;

/** A percentile and its interval, where whole numbers tell its ends apart. */
const percentileIn = (percentile: number | null, interval: readonly [number, number] | null): string =>
  `${percentileText(percentile)} ${percentileRange(interval)}`.trim();

interface MeasureWords {
  readonly topic: Claim['topic'];
  readonly stage: string;
  readonly subject: string;
  /** The measure that is spoken of where none stands out. */
  readonly usual: string;
}

/** The measure of a group that stands out most, as a claim; or that none does. */
function measureClaim(report: Report, group: string, words: MeasureWords): Claim[] {
  const { topic, stage, subject, usual } = words;
  const rows = report.measures.filter(
    (row) => row.leading && row.group === group && row.percentile !== null && row.baseline !== null,
  );
  const first = rows.find(({ name }) => name.startsWith(usual)) ?? rows[0];
  if (first === undefined) return [];
  const standing = rows
    .filter(({ percentileInterval }) => outerQuarter(percentileInterval) !== 0)
    .sort((a, b) => Math.abs(b.percentile! - 50) - Math.abs(a.percentile! - 50))[0];
  const row = standing ?? first;
  const accuracy = accuracyOf(report.stages, stage);
  const above = row.percentile! >= 50;
  const than = `${comparative(row.name, inSentence(row.title), above)} than ${thanOthers(beyond(row, above))}${row.voice === 'author' ? ', in the author’s own voice' : ''}`;
  const { equal } = sharesAt(row.baseline!, row.value!);
  const common = {
    topic,
    subject: { kind: 'measure' as const, key: row.name },
    voice: row.voice,
    scale: measureScale(row),
    example: exampleOf(report, row),
    accuracy: accuracy?.text ?? null,
    figures: [
      `${row.title}: ${figure(row.value, row.unit)} ${row.unit}${row.evidence === null ? '' : ` (${counted(row.evidence.total, 'hit')})`}.`,
      `Median ${others(report)}: ${figure(row.baseline!.median, row.unit)}; percentile ${percentileIn(row.percentile, row.percentileInterval)}, its 95% interval of sampling only, over those documents.${equal >= 0.01 ? ` ${ofHundred(100 * equal)} have the same value, and count half for the percentile.` : ''}`,
      ...(row.topic === null || report.topic === null
        ? []
        : [
            `Percentile ${percentileIn(row.topic.percentile, row.topic.percentileInterval)} ${topicText(report.topic)}.`,
          ]),
      ...correctedText(report, row, stage),
      ...(rows.length === 1 || standing === undefined
        ? []
        : [
            `Chosen as the farthest from the middle of ${counted(rows.length, 'leading measure')} of ${inSentence(group)}.`,
          ]),
    ],
  };
  if (standing === undefined)
    return [
      {
        ...common,
        direction: 'none',
        certainty: 'none',
        reasons: ['no leading measure lies wholly in the outer quarter of the corpus'],
        sentence: `Nothing unusual in ${subject}: it ${than}.`,
      },
    ];
  const { certainty, reasons } = certaintyOf({
    checks: checksOf(report.sensitivity, row.name),
    ownInterval: ownInterval(row),
    accuracy,
  });
  return [
    {
      ...common,
      direction: above ? 'more' : 'less',
      certainty,
      reasons,
      sentence: `${than.charAt(0).toUpperCase()}${than.slice(1)}${disagreement(report, row)}.`,
    },
  ];
}

function hedgingClaim(report: Report): Claim[] {
  const claims = measureClaim(report, 'Hedging', {
    topic: 'hedging',
    stage: 'hedging',
    subject: 'hedging',
    usual: 'hedge_rate',
  });
  const measured = report.measures.some(({ leading, group }) => leading && group === 'Hedging');
  if (claims.length > 0 || !measured) return claims;
  return [
    {
      topic: 'hedging',
      subject: null,
      voice: 'author',
      direction: 'none',
      certainty: 'none',
      reasons: ['a rate over too few words is not given'],
      sentence: 'Of hedging nothing can be said: the author’s own voice holds too few words.',
      figures: [],
      scale: null,
      example: null,
      accuracy: accuracyOf(report.stages, 'hedging')?.text ?? null,
    },
  ];
}

function voiceClaim(report: Report): Claim[] {
  return measureClaim(report, 'Attribution', {
    topic: 'voice',
    stage: 'attribution',
    subject: 'whose words it uses',
    usual: 'source_voice_share',
  }).map((claim) => ({ ...claim, also: report.heard }));
}

/** Hits that precision and recall of a stage are of. */
const COUNTED = /^(?:hedge_rate|attribution_rate)/;

/** The rate without the stage's known errors. A corpus measured with the same errors moves with it, and the percentile stays. */
function correctedText(report: Report, { name, value, unit }: MeasureRow, stage: string): string[] {
  const text =
    value === null || !COUNTED.test(name) ? null : correctedRateText(report.stages, stage, value, unit);
  return text === null
    ? []
    : [
        `${text} The corpus was measured with the same errors, and the percentile takes them to be alike there.`,
      ];
}

/** Where the same measure in all voices lies on another side than in the author's. */
function disagreement({ measures }: Report, row: MeasureRow): string {
  if (row.voice !== 'author') return '';
  const source = measures.find(({ family, voice }) => family === row.family && voice === 'source');
  if (source?.percentileInterval == null) return '';
  const own = outerQuarter(row.percentileInterval);
  const theirs = outerQuarter(source.percentileInterval);
  if (theirs === own) return '';
  return theirs === -own
    ? '; in its sources’ words the opposite holds'
    : '; its sources’ words do not stand out';
}

/** Whether the rate stays in the outer quarter when its count is as uncertain as counts are. */
function ownInterval({ value, unit, evidence, baseline, percentile }: MeasureRow): boolean | null {
  if (unit !== 'per 1,000 words' || evidence === null || value === null || baseline === null) return null;
  const [low, high] = countInterval(evidence.total);
  const weak = percentile! >= 50 ? low : high;
  if (evidence.total === 0) return null;
  const { below, equal } = sharesAt(baseline, (value * weak) / evidence.total);
  const there = 100 * (below + equal / 2);
  return percentile! >= 50 ? there >= 75 : there <= 25;
}

function measureScale(row: MeasureRow): Scale {
  const q = (p: number): number => valueAt(row.baseline!.quantiles, p);
  return {
    unit: row.unit,
    value: row.value!,
    interval: null,
    corpus: {
      label: `middle 95 of 100 of ${counted(row.baseline!.n, 'document')}, quartiles boxed`,
      low: q(0.025),
      lowerQuartile: q(0.25),
      middle: q(0.5),
      upperQuartile: q(0.75),
      high: q(0.975),
    },
  };
}

/** The sentence with most of the hits behind a measure, and the first of them. */
function exampleOf({ article, hits }: Report, { evidence }: MeasureRow): Claim['example'] {
  const own = evidence?.hits.map((index) => hits[evidence.column]![index]!) ?? [];
  const held = new Map<number, typeof own>();
  for (const hit of own) {
    const at = article.sentences.findIndex(({ start, end }) => start <= hit.start && hit.start < end);
    if (at >= 0 && article.sentences[at]!.end - article.sentences[at]!.start <= 260)
      held.set(at, [...(held.get(at) ?? []), hit]);
  }
  const [best] = [...held].sort(([a, x], [b, y]) => y.length - x.length || a - b);
  return best === undefined ? null : { sentence: best[0], start: best[1][0]!.start, end: best[1][0]!.end };
}

function framingClaim(report: Report): Claim[] {
  const { frames, measures, article } = report;
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  // The user's own codebook before those that are bundled; of these, the one that names the subject.
  const codebook =
    codebooks.find((name) => !['policy', 'generic', 'functions'].includes(name)) ??
    codebooks.find((name) => name === 'policy') ??
    codebooks[0];
  if (codebook === undefined) return [];
  const accuracy = accuracyOf(report.stages, 'framing');
  const own = frames.filter((row) => row.codebook === codebook);
  const lead = own.find((row) => row.leading);
  // Where none leads, the two nearest are named.
  const nearest = own
    .filter((row) => (row.claim === null ? row.present : row.evidence.length > 0))
    .sort((a, b) => (b.claim ?? b.score ?? 0) - (a.claim ?? a.score ?? 0));
  const common = { topic: 'framing' as const, voice: 'all' as const, accuracy: accuracy?.text ?? null };
  if (lead === undefined)
    return [
      {
        ...common,
        subject: null,
        direction: 'none',
        certainty: 'none',
        reasons: [],
        sentence:
          nearest.length < 2
            ? `No frame of the codebook “${codebookTitle(codebook)}” passes its threshold.`
            : `No frame leads clearly: ${frameSubject(codebook, nearest[0]!.frame)} and ${frameSubject(codebook, nearest[1]!.frame)} come nearest.`,
        figures: nearest
          .slice(0, 2)
          .map(
            (row) =>
              `${codebookTitle(codebook)}: ${frameName(row.frame)}, score ${figure(row.score)} from 0 to 1${row.claim === null ? '' : `, the primary frame with probability ${figure(row.claim)}`}.`,
          ),
        scale: null,
        example: null,
      },
    ];
  const unusual = outerQuarter(lead.percentileInterval) === 1;
  const row = measures.find(({ name }) => name === `frame_${codebook}_${lead.frame}`);
  const second = nearest.find((row) => row !== lead);
  const { certainty, reasons } = certaintyOf({
    checks: topicCheck(lead),
    ownInterval: lead.evidence.length >= 3,
    accuracy,
  });
  const cue = lead.evidence[0];
  const sentence =
    cue === undefined
      ? -1
      : article.sentences.findIndex(({ start, end }) => start <= cue.start && cue.start < end);
  return [
    {
      ...common,
      subject: { kind: 'frame', key: `${codebook}/${lead.frame}` },
      direction: unusual ? 'more' : 'none',
      certainty: unusual ? certainty : 'none',
      reasons: unusual ? reasons : ['its score lies in the middle of the corpus or cannot be told from it'],
      sentence: unusual
        ? `Frames its subject as a matter of ${frameSubject(codebook, lead.frame)}, more than ${thanOthers(lead.percentile!)}.`
        : `Nothing unusual in framing: ${frameSubject(codebook, lead.frame)} leads, no more strongly than is usual in the documents compared.`,
      figures: [
        `${codebookTitle(codebook)}: ${frameName(lead.frame)}, score ${figure(lead.score)} from 0 to 1${
          lead.baseline === null
            ? ''
            : `; present in ${ofHundred(100 * lead.baseline.present)} documents compared`
        }; percentile ${percentileIn(lead.percentile, lead.percentileInterval)}.`,
        ...(lead.topic === null || report.topic === null
          ? ['How often a frame is met follows from the subject as well as from the framing of it.']
          : [
              `${topicText(report.topic).replace(/^a/, 'A')} it is present in ${ofHundred(100 * lead.topic.present)}, percentile ${percentileIn(lead.topic.percentile, lead.topic.percentileInterval)}.`,
            ]),
        ...(second === undefined ? [] : [`Next: ${frameName(second.frame)}, score ${figure(second.score)}.`]),
      ],
      scale: row === undefined || row.baseline === null || row.value === null ? null : measureScale(row),
      example: cue === undefined || sentence < 0 ? null : { sentence, start: cue.start, end: cue.end },
    },
  ];
}

/** Whether the frame stands out among the documents nearest in topic too: else it may follow from the subject alone. */
function topicCheck({ topic }: FrameRow): ReturnType<typeof checksOf> {
  const side = outerQuarter(topic?.percentileInterval ?? null);
  const title = ['among the documents nearest in topic'];
  return {
    survives: topic !== null && side === 1 ? title : [],
    unclear: topic !== null && side === 0 ? title : [],
    reversed: side === -1 ? title : [],
  };
}
