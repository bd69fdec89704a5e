/** The classifier of uncertain sentences in the scheme of CoNLL 2010. */
import { fromPackageRoot } from '../../base/package-root.js';
import { hashText } from '../../base/random.js';
import { readBundled } from '../bundled-resources.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { cueFinder } from './candidates.js';
import { mix } from './features.js';
import { parseLexicon } from './lexicon.js';
import { type HashedLinearModel, loadHashedLinearModel } from './linear-model.js';

const CONLL_LEXICON = 'stages/hedging/conll-lexicon.yaml';
export const CONLL_MODEL = 'stages/hedging/models/conll';

export function loadConllModel(): HashedLinearModel {
  return loadHashedLinearModel(fromPackageRoot(CONLL_MODEL));
}

/**
 * The distinct features of a sentence (or of any stretch of tokens) as 32-bit hashes: n-grams of one to three words, numbers
 * as one, words with the parts of speech beside them, and the entries and types of its lexicon's cues.
 */
export function sentenceFeatures(
  vocabulary: Vocabulary,
): (document: TokenisedDocument, first: number, after: number) => Int32Array {
  const hashOf = vocabulary.table((word) => hashText(/\d/.test(word) ? '0' : word) | 0);
  const lexicon = readBundled(CONLL_LEXICON, (text) => parseLexicon(text, CONLL_LEXICON));
  const find = cueFinder(lexicon, vocabulary, null);
  const entryHash = new Map(
    lexicon.entries.map((entry) => [
      entry,
      [hashText(entry.cue), hashText(`${entry.series} ${entry.type}`)] as const,
    ]),
  );
  let document: TokenisedDocument | null = null;
  let matches: ReturnType<typeof find> = [];
  return (d, first, after) => {
    if (d !== document) {
      document = d;
      matches = find(d);
    }
    const found = new Set<number>();
    let cues = 0;
    for (const match of matches) {
      if (match.first < first || match.first >= after) continue;
      const [entry, kind] = entryHash.get(match.entry)!;
      found.add(mix(207, entry));
      found.add(mix(208, kind));
      if (match.entry.series === 'hedge') cues++;
    }
    for (let n = 1; n <= Math.min(cues, 4); n++) found.add(mix(209, n));
    let before = 1;
    let before2 = 2;
    let posBefore = 31;
    for (let t = first; t < after; t++) {
      const h = hashOf(d.word[t]!);
      const next = t + 1 < after ? d.pos[t + 1]! : 31;
      found.add(mix(201, h));
      found.add(mix(202, mix(before, h)));
      found.add(mix(203, mix(mix(before2, before), h)));
      found.add(mix(204, mix(h, d.pos[t]!)));
      found.add(mix(205, mix(h, next)));
      found.add(mix(206, mix(h, posBefore)));
      before2 = before;
      before = h;
      posBefore = d.pos[t]!;
    }
    return Int32Array.from(found);
  };
}

/** The probability that a stretch of tokens is uncertain in the sense of CoNLL-2010, weasels included. */
export function conllClassifier(
  model: HashedLinearModel,
  vocabulary: Vocabulary,
): (document: TokenisedDocument, first: number, after: number) => number {
  const featuresOf = sentenceFeatures(vocabulary);
  const out = new Float64Array(2);
  return (document, first, after) => {
    const features = featuresOf(document, first, after);
    model.probabilities(features, features.length, out);
    return out[1]!;
  };
}
