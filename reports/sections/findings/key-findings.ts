import {
  codebookTitle,
  count,
  counted,
  figure,
  frameName,
  inSentence,
  listing,
  range,
  signed,
} from '../../../base/wording.js';
import type { BaselineDescription } from '../../../queries/baseline-schema.js';
import type { Stages } from '../../report-base.js';
import { accuracySentence } from '../accuracy.js';
import type { ActorRow } from '../actors/schema.js';
import type { FrameRow } from '../frames/schema.js';
import type { KeywordRow } from '../keyness/schema.js';
import type { MeasureRow } from '../measures/schema.js';
import { outerQuarter } from '../robustness/data.js';
import type { ArticleSensitivity } from '../robustness/schema.js';

interface Findings {
  readonly baseline: BaselineDescription;
  readonly stages: Stages;
  readonly measures: readonly MeasureRow[];
  readonly actors: readonly ActorRow[];
  readonly frames: readonly FrameRow[];
  readonly keywords: readonly KeywordRow[];
  readonly sensitivity: ArticleSensitivity;
}

/**
 * A few sentences: what the article is set against, and where it lies outside of it; what stands out of all that was looked at;
 * hedging, whether it stands out or not; how often the stages are right. A measure is named only where its percentile's whole
 * interval lies in the outer quarter; sentiment is called different only where the two intervals do not meet.
 */
export function openingWords(findings: Findings): string[] {
  return [
    corpusSentence(findings),
    measuresSentence(findings),
    hedgingSentence(findings),
    actorsSentence(findings),
    framesSentence(findings),
    keywordsSentence(findings),
    accuracySentence(findings.stages, ['hedging', 'attribution', 'framing', 'sentiment', 'actors']),
  ].filter((sentence) => sentence !== null);
}

function corpusSentence({ baseline: { documents, title, genre, outside } }: Findings): string {
  const told =
    genre === null
      ? ''
      : genre.by === 'section'
        ? `, ${genre.name} like the article by its section or address`
        : `, because its measures resemble ${genre.name} (right for ${Math.round(100 * (genre.accuracy ?? 0))}% of documents)`;
  return `Set against ${counted(documents, 'document')} of ${title}${told}.${outside.length === 0 ? '' : ` The article lies outside of it: ${listing(outside)}.`}`;
}

const outerOf = (measures: readonly MeasureRow[]): MeasureRow[] =>
  measures
    .filter((row) => row.leading && outerQuarter(row.percentileInterval) !== 0)
    .sort((a, b) => Math.abs(b.percentile! - 50) - Math.abs(a.percentile! - 50))
    .slice(0, 3);

function measuresSentence({ measures, sensitivity }: Findings): string | null {
  const leading = measures.filter((row) => row.leading && row.percentile !== null);
  if (leading.length === 0) return null;
  const outer = outerOf(leading);
  if (outer.length === 0)
    return `The article lies within the middle half, or cannot be told from it, on each of the ${leading.length} leading measures.`;
  const parts = outer.map(
    (row) =>
      `${inSentence(row.title)} of ${figure(row.value, row.unit)}${unitText(row.unit)}, ${standingText(row)}${doubtText(sensitivity, row.name)})`,
  );
  return `What stands out of ${leading.length} leading measures: ${parts.join('; ')}.`;
}

/** Up to the median in brackets, which stay open. */
function standingText(row: MeasureRow): string {
  const [low, high] = row.percentileInterval!;
  const above = row.percentile! >= 50;
  const [least, most] = above ? [low, high] : [100 - high, 100 - low];
  const digits = least.toFixed(0) === most.toFixed(0) ? 1 : 0;
  return `${above ? 'above' : 'below'} ${shareText(above ? row.percentile! : 100 - row.percentile!)} of ${count(row.baseline!.n)} documents (95% interval ${shareText(least, digits)} to ${shareText(most, digits)}; median ${figure(row.baseline!.median, row.unit)}`;
}

/** Hedging is what a reader asks for first: where it stands, also when it does not stand out. */
function hedgingSentence({ measures }: Findings): string | null {
  const row = measures.find(
    ({ leading, name, evidence }) =>
      leading && evidence?.column === 'hedging_cues' && name.startsWith('hedge'),
  );
  if (row === undefined || outerOf(measures).includes(row)) return null;
  const value = `${row.title}: ${figure(row.value, row.unit)}${unitText(row.unit)}`;
  if (row.value === null || row.percentile === null || row.percentileInterval === null)
    return row.value === null ? null : `${value}, over too few words or documents for a percentile.`;
  const clear = outerQuarter(row.percentileInterval) !== 0;
  return `${value}, ${standingText(row)}), ${clear ? 'in the outer quarter too' : 'which does not stand out'}.`;
}

/** What speaks against a finding in the other ways of counting; nothing where it survives all. */
function doubtText({ findings, checks }: ArticleSensitivity, name: string): string {
  const results = findings.find((finding) => finding.name === name)?.results ?? [];
  const title = (key: string): string => checks.find((check) => check.key === key)!.title;
  const doubtful = results.filter(({ verdict }) => verdict === 'unclear' || verdict === 'reversed');
  return doubtful.length === 0
    ? ''
    : `; does not survive: ${listing(doubtful.map(({ check }) => title(check)))}`;
}

/** "94%"; never 100% unless no document is on the other side. */
function shareText(share: number, digits = 0): string {
  if (share === 100) return 'all';
  const text = share.toFixed(digits);
  return Number(text) === 100 ? 'more than 99%' : `${text}%`;
}

function unitText(unit: string): string {
  return unit.startsWith('share') || unit === 'score' ? '' : ` ${unit}`;
}

function actorsSentence({ actors }: Findings): string | null {
  const judged = actors.filter(({ sentiment }) => (sentiment.all?.interval ?? null) !== null);
  const clear = judged
    .filter(({ sentiment }) => sentiment.all!.interval![0] > 0 || sentiment.all!.interval![1] < 0)
    .sort((a, b) => Math.abs(b.sentiment.all!.mean) - Math.abs(a.sentiment.all!.mean))
    .slice(0, 2);
  if (judged.length === 0) return null;
  if (clear.length === 0 && judged.length === 1)
    return `Its sentiment toward ${judged[0]!.name}, the only actor it names often enough to judge, is not clearly positive or negative.`;
  if (clear.length === 0)
    return `Toward none of the ${count(judged.length)} actors it names often enough to judge is its sentiment clearly positive or negative.`;
  const parts = clear.map((row) => {
    const own = row.sentiment.all!;
    const tone = own.mean < 0 ? 'negatively' : 'positively';
    const text = `of ${row.name} it writes ${tone} (mean ${signed(own.mean)} ${range(own.interval, signed)} over ${counted(own.mentions, 'mention')})`;
    const corpus = row.baseline;
    if (corpus === null || corpus.interval === null) return text;
    const apart = own.interval![1] < corpus.interval[0] || own.interval![0] > corpus.interval[1];
    const relation = apart
      ? own.mean < corpus.mean
        ? 'more negatively than'
        : 'more positively than'
      : 'not clearly unlike';
    return `${text}, ${relation} the corpus (${signed(corpus.mean)} ${range(corpus.interval, signed)}, ${counted(corpus.documents, 'document')})`;
  });
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function framesSentence({ frames }: Findings): string | null {
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  const parts = codebooks.flatMap((codebook) => {
    const present = frames.filter((row) => row.codebook === codebook && row.present).slice(0, 2);
    if (present.length === 0) return [];
    const names = present.map((row) => {
      const corpus =
        row.baseline === null ? '' : `, present in ${Math.round(100 * row.baseline.present)}% of the corpus`;
      return `${frameName(row.frame)} (score ${figure(row.score)}${corpus})`;
    });
    return [`${codebookTitle(codebook)}: ${listing(names)}`];
  });
  if (parts.length === 0)
    return codebooks.length === 0 ? null : 'No frame of its codebooks passes its threshold.';
  return `Its framing is led by — ${parts.join('; ')}. How common a frame is in a corpus is a matter of its subjects as much as of framing.`;
}

function keywordsSentence({ keywords }: Findings): string | null {
  const key = keywords.filter(({ claimed }) => claimed).slice(0, 5);
  if (key.length === 0) return null;
  const words = key.map(
    ({ term, count: times, documentP }) => `“${term}” (${counted(times, 'time')}; ${rarityText(documentP!)})`,
  );
  return `Words that documents of its length in the corpus seldom hold so often: ${listing(words)}.`;
}

/** "1 document in 12,000"; beyond a million no model of bursts can be trusted. */
function rarityText(p: number): string {
  const documents = 1 / p;
  if (!(documents < 1e6)) return 'fewer than 1 document in a million';
  return `1 document in ${count(Number(documents.toPrecision(2)))}`;
}
