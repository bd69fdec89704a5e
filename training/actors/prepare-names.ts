/** Gold texts as the features and labels that the model of names is fitted on. */
import { hashText } from '../../base/random.js';
import { loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { CandidateFinder, type Candidates } from '../../stages/actors/recognition/candidates.js';
import { FormTable, REACH, WINDOW_SIZE } from '../../stages/actors/recognition/form-features.js';
import {
  contextFeatures,
  Elsewhere,
  MOST_FEATURES,
  secondPassFeatures,
} from '../../stages/actors/recognition/name-features.js';
import { loadWordClasses } from '../../stages/actors/recognition/name-model.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { goldLabels, type NamedText } from './gold-names.js';

/** A document's candidates with the hashes of their features, and the right label of each. */
export interface Prepared {
  readonly id: string;
  readonly candidates: Candidates;
  readonly hashes: readonly Int32Array[];
  readonly labels: Uint8Array;
}

export function sealedTokeniser(): Tokeniser {
  const vocabulary = new Vocabulary();
  vocabulary.seal();
  return new Tokeniser(new Wink(), vocabulary);
}

/** Turns gold texts into feature hashes, with the very functions that the stage runs. */
export class Preparer {
  readonly #tokeniser = sealedTokeniser();
  readonly #gazetteer = loadGazetteer();
  readonly #classes = loadWordClasses();
  #forms: FormTable | null = null;
  #finder: CandidateFinder | null = null;
  #hashOfWord: ((word: number) => number) | null = null;

  prepare(row: NamedText): Prepared {
    const d = this.#tokeniser.tokenise(row.text);
    this.#forms ??= new FormTable(d.vocabulary, this.#classes, this.#gazetteer);
    this.#finder ??= new CandidateFinder(d.vocabulary, this.#gazetteer);
    this.#hashOfWord ??= d.vocabulary.table((word) => hashText(word) >>> 1);
    const forms = this.#forms;
    forms.renew();
    const found = this.#finder.find(d);
    const candidates = {
      ...found,
      tokens: found.tokens.slice(0, found.count),
      chains: found.chains.slice(0, found.chainCount + 1),
      words: found.words.slice(0, found.count),
    };
    const { tokens, chains, chainCount } = candidates;
    const out = new Int32Array(MOST_FEATURES);
    const hashes: Int32Array[] = [];
    for (let c = 0; c < chainCount; c++) {
      const chainFirst = tokens[chains[c]!]!;
      const chainLast = tokens[chains[c + 1]! - 1]!;
      for (let k = chains[c]!; k < chains[c + 1]!; k++) {
        const i = tokens[k]!;
        const own: number[] = [];
        const slots = Array.from({ length: WINDOW_SIZE }, (_, w) => {
          const j = i + w - REACH;
          if (j < 0 || j >= d.tokenCount || d.sentenceOfToken[j] !== d.sentenceOfToken[i]) return -1;
          const slot = forms.slot(d.form[j]!, d.word[j]!);
          own.push(...out.subarray(0, forms.features(slot, w, out)));
          return slot;
        });
        const n = contextFeatures(
          d,
          candidates,
          k,
          chainFirst,
          chainLast,
          forms,
          slots[REACH - 1]!,
          slots[REACH]!,
          slots[REACH + 1]!,
          this.#hashOfWord,
          out,
        );
        hashes.push(Int32Array.from([...own, ...out.subarray(0, n)]));
      }
    }
    const byToken = goldLabels(d, row);
    return { id: row.id, candidates, hashes, labels: Uint8Array.from(tokens, (i) => byToken[i]!) };
  }
}

/** Adds the second pass's features, from first-pass labels by candidate. */
export function withSecondPass({ candidates, hashes }: Prepared, first: Uint8Array): Int32Array[] {
  const seen = new Uint8Array(candidates.count);
  new Elsewhere().fill(candidates, first, seen);
  const out = new Int32Array(16);
  return hashes.map((own, k) => {
    const n = secondPassFeatures(candidates, k, first, seen, out);
    return Int32Array.from([...own, ...out.subarray(0, n)]);
  });
}
