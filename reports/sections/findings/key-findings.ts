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
import type { ActorRow } from '../actors/schema.js';
import type { FrameRow } from '../frames/schema.js';
import type { KeywordRow } from '../keyness/schema.js';
import type { MeasureRow } from '../measures/schema.js';
import { outerQuarter } from '../robustness/data.js';
import type { ArticleSensitivity } from '../robustness/schema.js';

interface Findings {
  readonly baseline: BaselineDescription;
  readonly measures: readonly MeasureRow[];
  readonly actors: readonly ActorRow[];
  readonly frames: readonly FrameRow[];
  readonly keywords: readonly KeywordRow[];
  readonly sensitivity: ArticleSensitivity;
}

/**
 * Three or four sentences on what stands out. A measure is named only where its percentile's whole interval lies
 * in the outer quarter; sentiment is called different only where the two intervals do not meet.
 */
export function openingWords(findings: Findings): string[] {
  return [
    measuresSentence(findings),
    actorsSentence(findings),
    framesSentence(findings),
    keywordsSentence(findings),
  ].filter((sentence) => sentence !== null);
}

function measuresSentence({ measures, baseline, sensitivity }: Findings): string | null {
  const leading = measures.filter((row) => row.leading && row.percentile !== null);
  if (leading.length === 0) return null;
  const outer = leading
    .filter(({ percentileInterval }) => outerQuarter(percentileInterval) !== 0)
    .sort((a, b) => Math.abs(b.percentile! - 50) - Math.abs(a.percentile! - 50))
    .slice(0, 3);
  if (outer.length === 0)
    return `Beside ${counted(baseline.documents, 'document')}, the article lies within the middle half, or cannot be told from it, on each of the ${leading.length} leading measures.`;
  const parts = outer.map((row) => {
    const [low, high] = row.percentileInterval!;
    const above = row.percentile! >= 50;
    const share = (p: number): string => shareText(above ? p : 100 - p);
    const bounds = above ? `${share(low)} to ${share(high)}` : `${share(high)} to ${share(low)}`;
    return `${inSentence(row.title)} of ${figure(row.value, row.unit)}${unitText(row.unit)}, ${above ? 'above' : 'below'} ${share(row.percentile!)} of ${count(row.baseline!.n)} documents (95% interval ${bounds}; median ${figure(row.baseline!.median, row.unit)}${doubtText(sensitivity, row.name)})`;
  });
  return `What stands out: ${parts.join('; ')}.`;
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
function shareText(share: number): string {
  return share === 100 ? 'all' : share > 99.5 ? 'over 99%' : `${share.toFixed(0)}%`;
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
    return `Toward none of the ${counted(judged.length, 'actor')} it names often enough to judge is its sentiment clearly positive or negative.`;
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
  return `Its framing is led by — ${parts.join('; ')}.`;
}

function keywordsSentence({ keywords }: Findings): string | null {
  const key = keywords.filter(({ conservativeLogRatio }) => conservativeLogRatio > 0).slice(0, 5);
  if (key.length === 0) return null;
  const words = key.map(
    ({ term, conservativeLogRatio }) => `“${term}” (at least ${figure(2 ** conservativeLogRatio)} times)`,
  );
  return `Words much commoner here than in the corpus: ${listing(words)}.`;
}
