/** Distils a teacher’s answers into a small model. */
import { seededRandom, shuffle } from '../../base/random.js';
import type { PoolingShape } from '../../models/attention-pooling/layout.js';
import { ProjectedRows } from '../../models/attention-pooling/word-rows.js';
import type { WordVectors } from '../../models/word-vectors.js';
import { mentionLayout, ROLE_GROUP, ROLE_GROUPS } from '../../stages/sentiment/mention-inputs.js';
import { type Dropout, PoolingPass } from './attention-pooling-pass.js';
import type { MentionExample } from './mention-examples.js';
import { DIMENSIONS } from './word-vectors.js';

/** A mention and the probabilities that the student is to give for it. */
export interface Lesson {
  readonly example: MentionExample;
  readonly target: ArrayLike<number>;
  /** How much it counts; 1 where it is not said. */
  readonly weight?: number;
}

export interface DistillationTraining extends Dropout {
  readonly epochs: number;
  readonly learningRate: number;
  /** Of the words' rows, and of their pull toward where they began. */
  readonly rowRate: number;
  readonly rowDecay: number;
  readonly weightDecay: number;
  readonly batch: number;
  /** A word gets a row of its own for a group of roles where it has it so often in the lessons. */
  readonly minimumRoles: number;
  readonly seed: number;
}

/** A bag with rows of its own for the words, in the order of the vectors; the first row is that of no word. */
export interface Distilled {
  readonly parameters: Float32Array;
  readonly rows: Float32Array;
  /** By `roleKey`, the slot of what is added to the word's row in that group of roles. */
  readonly roleSlots: ReadonlyMap<number, number>;
}

/** Groups of roles that a word's number leaves room for. */
export const ROLE_KEYS = ROLE_GROUPS;

/** A word's index and a group of roles in one number. */
export const roleKey = (word: number, role: number): number => ROLE_KEYS * word + ROLE_GROUP[role]!;

/** The words and roles that occur often enough, with a slot each after those of the words. */
function findRoleSlots(lessons: readonly Lesson[], minimum: number, words: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { example } of new Set(lessons))
    example.words.forEach((word, i) => {
      const role = example.categories[6 * i + 5]!;
      if (word < 0 || role === 0) return;
      const key = roleKey(word, role);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
  const kept = [...counts].filter(([, n]) => n >= minimum).map(([key]) => key);
  return new Map(kept.sort((a, b) => a - b).map((key, i) => [key, words + 1 + i]));
}

/** Adam (Kingma & Ba 2015, arXiv:1412.6980) over one array, or parts of it. */
class Adam {
  readonly #m: Float32Array;
  readonly #v: Float32Array;
  constructor(size: number) {
    this.#m = new Float32Array(size);
    this.#v = new Float32Array(size);
  }
  /** `from`: where each parameter decays to; nothing for 0. */
  step(
    p: Float32Array,
    gradient: Float32Array,
    begin: number,
    end: number,
    rate: number,
    decay: number,
    step: number,
    from?: Float32Array,
  ): void {
    const c1 = 1 - 0.9 ** step;
    const c2 = 1 - 0.999 ** step;
    const m = this.#m;
    const v = this.#v;
    for (let i = begin; i < end; i++) {
      const g = gradient[i]!;
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.999 * v[i]! + 0.001 * g * g;
      const away = from === undefined ? p[i]! : p[i]! - from[i]!;
      p[i]! -= rate * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + 1e-8) + decay * away);
    }
  }
}

/**
 * Trains a student on a teacher's answers (Hinton, Vinyals & Dean 2015, arXiv:1503.02531). It begins as `first`, a
 * trained bag, with its projection of each word as the word's row; then the rows learn too.
 */
export function trainDistilled(
  lessons: readonly Lesson[],
  shape: PoolingShape,
  first: Float32Array,
  vectors: WordVectors,
  training: DistillationTraining,
  watch?: (epoch: number, loss: number, student: Distilled) => void,
): Distilled {
  const random = seededRandom(training.seed);
  const pass = new PoolingPass(shape, 0, training, random);
  const { row } = pass.layout;
  pass.p.set(first.subarray(mentionLayout(shape, DIMENSIONS).token));
  const projected = new ProjectedRows(first, vectors);
  const roleSlots = findRoleSlots(lessons, training.minimumRoles, vectors.count);
  const rows = new Float32Array((vectors.count + 1 + roleSlots.size) * row);
  for (let word = 0; word < vectors.count; word++)
    projected.read(word, rows.subarray((word + 1) * row, (word + 2) * row));
  const began = Float32Array.from(rows);
  pass.rows = rows;
  pass.rowGradients = new Float32Array(rows.length);
  const adam = new Adam(pass.p.length);
  const rowAdam = new Adam(rows.length);
  const touched = new Set<number>();
  const slot = (word: number): number => word + 1;
  const order = lessons.map((_, i) => i);
  const steps = training.epochs * Math.ceil(order.length / training.batch);
  let step = 0;
  const roleSlot = (word: number, role: number): number => roleSlots.get(roleKey(word, role)) ?? 0;
  const student = { parameters: pass.p, rows, roleSlots };
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let at = 0; at < order.length; at += training.batch) {
      const end = Math.min(order.length, at + training.batch);
      pass.gradient.fill(0);
      touched.clear();
      for (let i = at; i < end; i++) {
        const { example, target, weight = 1 } = lessons[order[i]!]!;
        loss += pass.example(example, slot, target, weight / (end - at), roleSlot);
        for (let k = 0; k < example.words.length; k++) {
          if (pass.slots[k]! > 0) touched.add(pass.slots[k]!);
          if (pass.roleSlots[k]! > 0) touched.add(pass.roleSlots[k]!);
        }
      }
      step++;
      const fall = Math.min(1, step / 100) * (1 - step / (steps + 1));
      adam.step(
        pass.p,
        pass.gradient,
        0,
        pass.p.length,
        training.learningRate * fall,
        training.weightDecay,
        step,
      );
      for (const word of touched) {
        const begin = word * row;
        rowAdam.step(
          rows,
          pass.rowGradients,
          begin,
          begin + row,
          training.rowRate * fall,
          training.rowDecay,
          step,
          began,
        );
        pass.rowGradients.fill(0, begin, begin + row);
      }
    }
    watch?.(epoch, loss / order.length, student);
  }
  return student;
}

/** Gives the function that writes a student's scores of an example. */
export function distilledScores(
  { parameters, rows, roleSlots }: Distilled,
  shape: PoolingShape,
): (example: MentionExample) => Float64Array {
  const pass = new PoolingPass(shape, 0, { wordDropout: 0, dropout: 0 }, seededRandom(1));
  pass.p.set(parameters);
  pass.rows = rows;
  pass.rowGradients = new Float32Array(rows.length);
  return (example) => {
    pass.example(
      example,
      (word) => word + 1,
      [1, 0, 0],
      1,
      (word, role) => roleSlots.get(roleKey(word, role)) ?? 0,
    );
    return pass.logits.slice();
  };
}
