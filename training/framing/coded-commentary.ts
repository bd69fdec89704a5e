/** Coded passages of commentary as the stage sees them: cue weights by frame, beside the codes. */
import { readFileSync } from 'node:fs';
import { openCorpus } from '../../corpora/open-corpus.js';
import type { Codebook } from '../../stages/framing/codebook.js';
import { frameNamed } from '../../stages/framing/frame-names.js';
import { HitWeights } from '../../stages/framing/hit-weights.js';
import { loadCodebook } from '../../stages/framing/load-codebook.js';
import { CueMatcher } from '../../stages/framing/matcher.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { type CodedDensities, densitiesOf, usualDensities } from './calibrate-cues.js';

export interface CodedPassage {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly policy: readonly (string | number)[];
  readonly primary: string | number | null;
  readonly entman: readonly { readonly start: number; readonly end: number; readonly function: string }[];
}

export function readPassages(path: string): CodedPassage[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CodedPassage);
}

/** The densities of a codebook's frames in texts. */
function cueDensities(codebook: Codebook): (text: string) => Float64Array {
  const vocabulary = new Vocabulary();
  const matcher = new CueMatcher([codebook], vocabulary);
  const hitWeights = new HitWeights(matcher, [codebook]);
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  return (text) => {
    const doc = tokeniser.tokenise(text);
    const hits = matcher.find(doc);
    hitWeights.weigh(doc, null, hits);
    const sums = codebook.frames.map(() => 0);
    for (let k = 0; k < hitWeights.count; k++) {
      const h = hitWeights.kept[k]!;
      sums[matcher.placeOf[hits.cue[h]!]!]! += hitWeights.weight[h]!;
    }
    return densitiesOf(sums, doc.word_count, codebook.scoring.priorWords);
  };
}

/** The densities of the policy frames in passages, with their codes. */
export function codedPolicy(passages: readonly CodedPassage[]): CodedDensities {
  const codebook = loadCodebook('policy');
  const frames = codebook.frames.map(({ name }) => name);
  const indexOf = (code: string | number | null): number =>
    code === null ? -1 : frames.indexOf(frameNamed(String(code), codebook.frames)?.name ?? '');
  const densities = cueDensities(codebook);
  return {
    frames,
    density: passages.map(({ text }) => densities(text)),
    positive: frames.map((_, f) =>
      Uint8Array.from(passages, ({ policy }) => (policy.some((code) => indexOf(code) === f) ? 1 : 0)),
    ),
    primary: Int32Array.from(passages, ({ primary }) => indexOf(primary)),
  };
}

/** One article of so many is looked at for what is usual, from the second on: the table of topics looks at others. */
const NEWS_EVERY = 16;
const NEWS_FROM = 2;
const NEWS_CHARACTERS = 6000;

/** What is usual of each policy frame in news: no label is read. */
export async function usualInNews(corpus: string): Promise<Float64Array> {
  const codebook = loadCodebook('policy');
  const densities = cueDensities(codebook);
  const found: Float64Array[] = [];
  let n = 0;
  for await (const item of openCorpus(corpus).read())
    if (item.kind === 'document' && n++ % NEWS_EVERY === NEWS_FROM)
      found.push(densities(item.document.text.slice(0, NEWS_CHARACTERS)));
  return usualDensities(codebook.frames.length, found);
}

/** Five folds by passage, in the file's order: fixed, so that every figure rests on the same ones. */
export const passageFold = (row: number): number => row % 5;
