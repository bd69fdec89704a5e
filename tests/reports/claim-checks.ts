/** Reads the sentences of a report's opening as a reader would, and looks each up in the tables of the same report. */
import type { ArticleReport } from '../../reports/article/sections.js';

/** Sentences that a table row contradicts, with the row's figures; empty where all agree. */
export function contradictions(report: ArticleReport): string[] {
  return report.claims.flatMap((_claim, index) => {
    const found: string[] = [];
    check(report, index, (why) => found.push(`${report.opening[index]} — ${why}`));
    return found;
  });
}

function check(report: ArticleReport, index: number, wrong: (why: string) => void): void {
  const { subject } = report.claims[index]!;
  const sentence = report.opening[index]!;
  const actor =
    /own wording about (.+?) is (negative|positive)(?:, (more (?:negative|positive)|though less so) than|, not clearly unlike)?/.exec(
      sentence,
    );
  if (actor !== null) {
    const row = report.actors.find(({ key }) => key === subject?.key);
    const own = row?.sentiment.author;
    if (row === undefined || !sentence.includes(row.name)) {
      wrong('no such actor');
      return;
    }
    if (own?.interval == null) {
      wrong('no interval in the author’s voice');
      return;
    }
    const side = own.interval[1] < 0 ? 'negative' : own.interval[0] > 0 ? 'positive' : 'neither';
    if (side !== actor[2]) wrong(`author ${own.mean} [${own.interval}]`);
    const corpus = row.baseline?.author?.interval ?? null;
    const apart =
      corpus === null
        ? null
        : own.interval[1] < corpus[0]
          ? 'negative'
          : own.interval[0] > corpus[1]
            ? 'positive'
            : 'neither';
    const told =
      actor[3] === 'though less so'
        ? actor[2] === 'negative'
          ? 'positive'
          : 'negative'
        : actor[3]?.slice('more '.length);
    if (told !== undefined && told !== apart) wrong(`corpus [${corpus}], author [${own.interval}]`);
    if (sentence.includes('not clearly unlike') && apart !== 'neither') wrong(`corpus [${corpus}]`);
    return;
  }
  if (/wording about .+ (neither|none|clearly)|No actor is named/.test(sentence)) {
    for (const { name, sentiment } of report.actors) {
      const interval = sentiment.author?.interval ?? null;
      if (interval !== null && (interval[0] > 0 || interval[1] < 0)) wrong(`${name} [${interval}]`);
      if (interval !== null && sentence.startsWith('No actor')) wrong(`${name} has an interval`);
    }
    return;
  }
  const share = /(\d+) of 100|than (nearly all|any) document/.exec(sentence);
  const said = (percent: number, tolerance = 0.5): boolean => {
    if (share === null) return true;
    if (share[2] === 'any') return percent === 100;
    if (share[2] === 'nearly all') return percent > 99.5 - tolerance && percent < 100;
    return Math.abs(Number(share[1]) - percent) <= tolerance || (percent < 1 && share[1] === '1');
  };
  if (subject?.kind === 'measure') {
    const row = report.measures.find(({ name }) => name === subject.key)!;
    const interval = row.percentileInterval;
    if (sentence.includes('own voice') !== (row.voice === 'author')) wrong(`voice ${row.voice}`);
    const more = /\b(more|less)\b/.exec(sentence)?.[1] === 'more';
    // Documents on the other side, from the quantiles: those of the same value are on neither.
    const { quantiles } = row.baseline!;
    const other = quantiles.filter((q) => (more ? q < row.value! : q > row.value!)).length;
    if (!said((100 * other) / quantiles.length, 1.1)) wrong(`${other} of ${quantiles.length} quantiles`);
    if (sentence.startsWith('Nothing unusual')) {
      const group = report.measures.filter((other) => other.leading && other.group === row.group);
      for (const { title, percentileInterval: other } of group)
        if (other !== null && (other[1] <= 25 || other[0] >= 75)) wrong(`${title} [${other}]`);
      return;
    }
    if (interval === null || (more ? interval[0] < 75 : interval[1] > 25)) wrong(`percentile [${interval}]`);
    const source = report.measures.find(
      ({ family, voice }) => family === row.family && voice === 'source',
    )?.percentileInterval;
    const theirs = source == null ? 0 : source[0] >= 75 ? 1 : source[1] <= 25 ? -1 : 0;
    if (sentence.includes('the opposite holds') && theirs !== (more ? -1 : 1)) wrong(`sources [${source}]`);
    if (sentence.includes('do not stand out') && theirs !== 0) wrong(`sources [${source}]`);
    return;
  }
  if (subject?.kind === 'frame') {
    const row = report.frames.find(({ codebook, frame }) => `${codebook}/${frame}` === subject.key)!;
    // Its name, or the noun of it: politics of political.
    const stem = row.frame === 'external' ? 'foreign' : row.frame.replaceAll('_', ' ').slice(0, 5);
    if (!sentence.includes(stem)) wrong(`the frame is ${row.frame}`);
    if (!row.present) wrong('the frame is not present');
    const upper = row.percentileInterval !== null && row.percentileInterval[0] >= 75;
    if (sentence.startsWith('Nothing unusual') === upper) wrong(`percentile [${row.percentileInterval}]`);
    if (upper && !said(row.percentile!)) wrong(`percentile ${row.percentile}`);
    return;
  }
  if (/^Of hedging nothing/.test(sentence)) {
    for (const { title, leading, group, percentile } of report.measures)
      if (leading && group === 'Hedging' && percentile !== null) wrong(`${title} ${percentile}`);
  } else if (/^No frame leads clearly/.test(sentence)) {
    const named = report.frames.filter(({ frame }) =>
      sentence.includes(frame === 'external' ? 'foreign' : frame.replaceAll('_', ' ').slice(0, 5)),
    );
    if (named.length < 2) wrong('it names fewer than two frames');
    if (named.every(({ leading }) => leading)) wrong('a frame leads');
  } else if (!/^No frame/.test(sentence)) wrong('a sentence that no table bears out');
  else if (
    report.frames.some(({ present, codebook }) => present && sentence.toLowerCase().includes(codebook))
  )
    wrong('a frame is present');
}
