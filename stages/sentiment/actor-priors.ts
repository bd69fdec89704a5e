/** Lets an actor's mentions in one text inform each other. */
import type { ClassNumbers, ModelHeader } from './model-header.js';

const MOST_ROUNDS = 20;
const SMALLEST_CHANGE = 1e-3;

/**
 * A text treats an actor alike throughout: within one voice, the classes of an actor's mentions have priors of their
 * own, drawn around the article's from a Dirichlet distribution whose concentration was estimated on labels by people
 * (MODEL.md). Each mention's probabilities are adjusted to what its actor's other sentences say, by collapsed
 * variational Bayes of order zero (Asuncion, Welling, Smyth & Teh 2009, UAI, arXiv:1205.2662):
 *
 *     q_i(k) ∝ q0_i(k) / a_k · (c · a_k + Σ_{s ≠ s(i)} mean of q_j(k) over mentions j of sentence s)
 *
 * q0: the probabilities at the article's priors a; c: the concentration. Mentions of the same sentence rest on the
 * same words, so they count as one and not for each other; an actor of one sentence stays as it is.
 *
 * @param key - of each mention, its actor and voice.
 * @param sentence - of each mention.
 * @param probabilities - three a mention, at the article's priors; adjusted in place.
 */
export function adjustToActors<Key>(
  key: ArrayLike<Key>,
  sentence: ArrayLike<number>,
  probabilities: Float64Array,
  { shares: article, concentration }: Pick<ModelHeader, 'shares' | 'concentration'>,
): void {
  if (concentration === null) return;
  const mentionsOf = new Map<Key, number[]>();
  for (let i = 0; i < key.length; i++) {
    const own = mentionsOf.get(key[i]!);
    if (own === undefined) mentionsOf.set(key[i]!, [i]);
    else own.push(i);
  }
  for (const mentions of mentionsOf.values())
    if (mentions.some((i) => sentence[i] !== sentence[mentions[0]!]))
      adjustOne(mentions, sentence, probabilities, article, concentration);
}

/** Three numbers, one a class. */
const total = new Float64Array(3);
const next = new Float64Array(3);
/** Used again for every actor, since most have few mentions. By sentence: which it is, its mentions, their mean. */
let slotSentence = new Int32Array(16);
let inSlot = new Float64Array(16);
let means = new Float64Array(48);
/** By mention: its sentence's slot, and its probabilities over the priors. */
let slotOf = new Int32Array(16);
let likelihood = new Float64Array(48);

function makeRoom(mentions: number): void {
  if (mentions <= slotOf.length) return;
  slotSentence = new Int32Array(2 * mentions);
  inSlot = new Float64Array(2 * mentions);
  means = new Float64Array(6 * mentions);
  slotOf = new Int32Array(2 * mentions);
  likelihood = new Float64Array(6 * mentions);
}

function adjustOne(
  mentions: readonly number[],
  sentence: ArrayLike<number>,
  probabilities: Float64Array,
  article: ClassNumbers,
  concentration: number,
): void {
  makeRoom(mentions.length);
  let slots = 0;
  for (let m = 0; m < mentions.length; m++) {
    const own = sentence[mentions[m]!]!;
    // Mentions mostly come in text order.
    let slot = slots - 1;
    while (slot >= 0 && slotSentence[slot] !== own) slot--;
    if (slot < 0) {
      slot = slots++;
      slotSentence[slot] = own;
      inSlot[slot] = 0;
    }
    inSlot[slot]!++;
    slotOf[m] = slot;
  }
  // By sentence the mean of its mentions' probabilities, and the sum of these.
  means.fill(0, 0, 3 * slots);
  total.fill(0);
  for (let m = 0; m < mentions.length; m++) {
    const slot = slotOf[m]!;
    for (let k = 0; k < 3; k++) {
      const p = probabilities[3 * mentions[m]! + k]!;
      likelihood[3 * m + k] = p / article[k]!;
      means[3 * slot + k]! += p / inSlot[slot]!;
      total[k]! += p / inSlot[slot]!;
    }
  }
  for (let round = 0, change = 1; round < MOST_ROUNDS && change > SMALLEST_CHANGE; round++) {
    change = 0;
    for (let m = 0; m < mentions.length; m++) {
      const at = 3 * mentions[m]!;
      const slot = slotOf[m]!;
      let sum = 0;
      for (let k = 0; k < 3; k++) {
        const others = total[k]! - means[3 * slot + k]!;
        next[k] = likelihood[3 * m + k]! * (concentration * article[k]! + others);
        sum += next[k]!;
      }
      for (let k = 0; k < 3; k++) {
        const p = next[k]! / sum;
        const difference = p - probabilities[at + k]!;
        means[3 * slot + k]! += difference / inSlot[slot]!;
        total[k]! += difference / inSlot[slot]!;
        probabilities[at + k] = p;
        change = Math.max(change, Math.abs(difference));
      }
    }
  }
}
