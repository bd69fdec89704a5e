// A first look at a word that may attribute, by the words beside it alone: most are told apart before their clause is read.
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Scene } from './clause.js';
import { level, marginal } from './cue-features.js';
import type { FeatureSink } from './sparse-features.js';

/** A token by its function, or its part of speech. */
function form({ d, kindAt }: Scene, i: number): number {
  if (i < 0 || i >= d.tokenCount) return 99;
  const kind = kindAt[i]!;
  return kind !== 0 ? kind : 64 + d.pos[i]!;
}

export function gateFeatures(scene: Scene, head: number, after: number, f: FeatureSink): void {
  const { d, kinds, facts } = scene;
  const word = d.word[head]!;
  const lemma = kinds.lemma(word);
  const bits = facts.values[word * FACTS + LEXICAL]! & 255;
  const pos = d.pos[head]!;
  const cue = level(marginal(scene, head, 2));
  const before = form(scene, head - 1);
  const next = form(scene, after);
  f.add(400, pos, cue);
  f.add(401, lemma, cue);
  f.add(402, lemma, pos);
  f.add(403, bits, pos, cue);
  f.add(404, lemma, next);
  f.add(405, lemma, before);
  f.add(406, before, next, pos);
  f.add(407, bits, next, before);
  f.add(408, kinds.hash(word), cue >> 1);
  f.add(409, level(marginal(scene, head - 1, 1)), cue, level(marginal(scene, after, 3)));
  f.add(410, form(scene, head - 2), before, pos);
}
