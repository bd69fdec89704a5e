/**
 * Page furniture against lines labelled by hand: precision and recall by words.
 *
 *     node dist/evaluation/furniture.js [../shared/gold/corpora/allsides.jsonl.gz]
 */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../base/package-root.js';
import { openCorpus } from '../corpora/open-corpus.js';

const LABELS = 'evaluation/furniture/allsides-lines.tsv';
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

type Stretch = readonly [start: number, end: number];

/** A labelled document: which set it was drawn in, and its furniture as numbers of lines or stretches `start-end`. */
interface Labelled {
  readonly set: string;
  readonly furniture: readonly string[];
}

/** The labels by document. */
export function readLabels(text: string): ReadonlyMap<string, Labelled> {
  const rows = text.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
  return new Map(
    rows.slice(1).map((row) => {
      const [id = '', set = '', furniture = ''] = row.split('\t');
      return [id, { set, furniture: furniture === '' ? [] : furniture.split(' ') }];
    }),
  );
}

/** Where the furniture of a text lies, UTF-16 code units. @throws Error where a line is not there. */
export function stretchesOf(text: string, furniture: readonly string[]): Stretch[] {
  const lines: Stretch[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push([at, at + line.length]);
    at += line.length + 1;
  }
  return furniture.map((label) => {
    const [start, end] = label.split('-').map(Number);
    const stretch = end === undefined ? lines[start!] : ([start!, end] as const);
    if (stretch === undefined) throw new Error(`no line ${label}`);
    return stretch;
  });
}

/** [marked rightly, marked wrongly, missed], words. */
export function countWords(
  text: string,
  gold: readonly Stretch[],
  marked: readonly Stretch[],
): [number, number, number] {
  const within = (stretches: readonly Stretch[], at: number): boolean =>
    stretches.some(([start, end]) => start <= at && at < end);
  const counts: [number, number, number] = [0, 0, 0];
  for (const { index } of text.matchAll(WORD)) {
    const isGold = within(gold, index);
    const isMarked = within(marked, index);
    if (isGold && isMarked) counts[0]++;
    else if (isMarked) counts[1]++;
    else if (isGold) counts[2]++;
  }
  return counts;
}

async function main(path: string): Promise<void> {
  const labels = readLabels(readFileSync(fromPackageRoot(LABELS), 'utf8'));
  // As it is given: the labels' places are those of the file.
  const corpus = openCorpus(path, { mend: false });
  await corpus.survey();
  const sums = new Map<string, [number, number, number]>();
  for await (const item of corpus.read()) {
    const label = item.kind === 'document' ? labels.get(item.document.id) : undefined;
    if (item.kind !== 'document' || label === undefined) continue;
    const { text, boilerplate } = item.document;
    const marked = boilerplate.map(({ start, end }): Stretch => [start, end]);
    const counts = countWords(text, stretchesOf(text, label.furniture), marked);
    const sum = sums.get(label.set) ?? [0, 0, 0];
    sums.set(label.set, [sum[0] + counts[0], sum[1] + counts[1], sum[2] + counts[2]]);
  }
  for (const [set, [right, wrong, missed]] of sums)
    process.stdout.write(
      `${set}: precision ${(right / (right + wrong)).toFixed(3)}, recall ${(right / (right + missed)).toFixed(3)} of ${right + missed} words of furniture\n`,
    );
}

if (import.meta.filename === process.argv[1])
  await main(process.argv[2] ?? '../shared/gold/corpora/allsides.jsonl.gz');
