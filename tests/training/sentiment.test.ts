import { describe, expect, it } from 'vitest';
import { ProjectedRows, type WordRows } from '../../models/attention-pooling/word-rows.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { mentionLayout } from '../../stages/sentiment/mention-inputs.js';
import { MentionPooling } from '../../stages/sentiment/mention-pooling.js';
import { trainPooling } from '../../training/sentiment/attention-pooling.js';
import {
  calibrationError,
  expectedDecision,
  fitCalibration,
  macroF1,
} from '../../training/sentiment/calibration.js';
import { distilledScores, trainDistilled } from '../../training/sentiment/distil.js';
import { eachTarget, type Target } from '../../training/sentiment/gold.js';
import { mentionExamples } from '../../training/sentiment/mention-examples.js';
import { roleRows } from '../../training/sentiment/role-rows.js';
import { loadWordVectors } from '../../training/sentiment/word-vectors.js';

const shape = { heads: 4, hidden: 16 } as const;

/** "X praised Y": good for Y, nothing for X; and the like. */
function targets(): Target[] {
  const verbs = [
    ['praised', 2],
    ['admired', 2],
    ['attacked', 0],
    ['denounced', 0],
    ['met', 1],
    ['saw', 1],
  ] as const;
  const names = ['Karlsson', 'Dumont', 'Weber', 'Okafor', 'Lindqvist'];
  return verbs.flatMap(([verb, label]) =>
    names.flatMap((name, i) => {
      const other = names[(i + 1) % names.length]!;
      const text = `${other} ${verb} ${name} on Monday.`;
      const row = (who: string, klass: number): Target => ({
        id: `${verb}-${name}-${who}`,
        text,
        start: text.indexOf(who),
        end: text.indexOf(who) + who.length,
        label: klass,
        group: name,
        genre: 'sentences',
        actor: null,
      });
      return [row(name, label), row(other, 1)];
    }),
  );
}

const best = (scores: ArrayLike<number>, row: number): number => {
  const own = [0, 1, 2].map((k) => scores[3 * row + k]!);
  return own.indexOf(Math.max(...own));
};

describe('training sentiment', () => {
  const data = targets();
  const labels = data.map((target) => target.label);

  /** Scores of the targets, by the model as it runs. */
  async function poolingScores(parameters: Float32Array, words: WordRows): Promise<Float64Array> {
    const grammar = new Grammar();
    const out = new Float64Array(3);
    const scores = new Float64Array(3 * data.length);
    let bag: MentionPooling | undefined;
    await eachTarget(data, (index, sentence, from, to, vocabulary, setting) => {
      bag ??= new MentionPooling(shape, parameters, words, vocabulary);
      bag.newSentence();
      grammar.read(sentence, from, to);
      bag.score(sentence, grammar, from, to, setting, out);
      scores.set(out, 3 * index);
    });
    return scores;
  }

  it('the bag learns who is praised and who praises, and the same bytes twice', async () => {
    const vectors = loadWordVectors();
    const training = {
      shape,
      epochs: 150,
      learningRate: 0.02,
      weightDecay: 0.001,
      wordDropout: 0,
      dropout: 0,
      seed: 3,
    };
    const examples = await mentionExamples(data, vectors);
    const parameters = trainPooling(examples, vectors, training);
    expect(parameters).toHaveLength(mentionLayout(shape, 100).total);
    const rows = data.map((_, r) => r);
    const scores = await poolingScores(parameters, new ProjectedRows(parameters, vectors));
    const right = rows.filter((r) => best(scores, r) === labels[r]).length;
    // Blind to the side, no more than two in three could be right: each polar sentence has a neutral target too.
    expect(right / rows.length).toBeGreaterThan(0.95);
    expect(
      Buffer.from(trainPooling(examples, vectors, training).buffer).equals(Buffer.from(parameters.buffer)),
    ).toBe(true);
  });

  it('the kernel gives what the training pass gives, for words with rows of their own, in roles too', async () => {
    const vectors = loadWordVectors();
    const examples = await mentionExamples(data, vectors);
    const first = trainPooling(examples, vectors, {
      shape,
      epochs: 5,
      learningRate: 0.02,
      weightDecay: 0.001,
      wordDropout: 0,
      dropout: 0,
      seed: 3,
    });
    const lessons = examples.map((example) => ({
      example,
      target: [0, 1, 2].map((k) => (k === example.label ? 1 : 0)),
    }));
    const student = trainDistilled(lessons, shape, first, vectors, {
      epochs: 2,
      learningRate: 0.01,
      rowRate: 0.01,
      rowDecay: 0,
      weightDecay: 0,
      wordDropout: 0,
      dropout: 0,
      batch: 8,
      minimumRoles: 2,
      seed: 1,
    });
    expect(student.roleSlots.size).toBeGreaterThan(0);
    const { row } = mentionLayout(shape, 0);
    const inRoles = roleRows(student, vectors.words, row);
    const rows: WordRows = {
      dimensions: 0,
      count: vectors.count + inRoles.words.length,
      indexOf: (word) => {
        const inRole = inRoles.words.indexOf(word);
        return inRole < 0 ? vectors.indexOf(word) : vectors.count + inRole;
      },
      read: (index, out) => {
        const from = index < vectors.count ? index + 1 : index - vectors.count;
        const all = index < vectors.count ? student.rows : inRoles.rows;
        out.set(all.subarray(from * row, (from + 1) * row));
      },
    };
    const scores = await poolingScores(student.parameters, rows);
    const expected = distilledScores(student, shape);
    examples.forEach((example, r) => {
      const own = expected(example);
      for (let k = 0; k < 3; k++) expect(scores[3 * r + k]).toBeCloseTo(own[k]!, 4);
    });
    // The rows have learned: those of unseen words have not moved.
    const projected = new ProjectedRows(first, vectors);
    const moved = (word: string): number => {
      const index = vectors.indexOf(word);
      const began = new Float32Array(row);
      projected.read(index, began);
      return Math.max(...began.map((x, d) => Math.abs(x - student.rows[(index + 1) * row + d]!)));
    };
    expect(moved('praised')).toBeGreaterThan(0.001);
    expect(moved('harbour')).toBe(0);
  });

  it('calibration cools scores that are too sure', () => {
    // Scores of ±4 on the first two classes, right three times in four: log-odds of 3 to 1 are 1.1.
    const scores = Array.from({ length: 400 }, (_, r) => (r % 2 === 0 ? [4, 0, -50] : [0, 4, -50]));
    const labels = Array.from({ length: 400 }, (_, r) => (r % 8 < 6 ? r % 2 : 1 - (r % 2)));
    expect(4 * fitCalibration({ scores, labels }).scale[0]).toBeCloseTo(Math.log(3), 1);
  });

  it('a decision finds a rare class that is never the most probable', () => {
    const p = [...Array(8).fill([0.1, 0.6, 0.3]), ...Array(2).fill([0.1, 0.5, 0.4])];
    const labels = [...Array(8).fill(1), ...Array(2).fill(2)];
    const choose = (own: ArrayLike<number>, d: readonly number[]): number =>
      [0, 1, 2].reduce((a, k) => (own[k]! * d[k]! > own[a]! * d[a]! ? k : a), 0);
    const decision = expectedDecision(p, choose);
    expect(p.map((own) => choose(own, decision))).toEqual(labels);
    expect(macroF1(labels, labels)).toBeCloseTo(2 / 3, 12);
    expect(calibrationError([[0.2, 0.8, 0]], [1])).toBeCloseTo(0.2, 12);
  });
});
