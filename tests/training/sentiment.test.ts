import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { ProjectedRows, type WordRows } from '../../models/attention-pooling/word-rows.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { mentionLayout } from '../../stages/sentiment/mention-inputs.js';
import { loadWordVectors, VECTOR_FEATURES, VectorModel } from '../../stages/sentiment/vector-model.js';
import { poolingScores, trainPooling } from '../../training/sentiment/attention-pooling.js';
import { PoolingPass } from '../../training/sentiment/attention-pooling-pass.js';
import { fitCombination } from '../../training/sentiment/calibration.js';
import { trainDistilled } from '../../training/sentiment/distil.js';
import { eachTarget, type Target } from '../../training/sentiment/gold.js';
import {
  exportLinearModel,
  featureMatrix,
  fitLinear,
  linearScores,
} from '../../training/sentiment/linear.js';
import { mentionExamples } from '../../training/sentiment/mention-examples.js';
import { exportVectorModel, fitVectors, vectorMatrix } from '../../training/sentiment/vector-linear.js';

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

  it('the linear model over word vectors carries over to a word of like meaning, and runs as it was fitted', () => {
    const vectors = loadWordVectors();
    const matrix = vectorMatrix(data, vectors);
    expect(matrix.columns).toBe(VECTOR_FEATURES);
    const fitted = fitVectors(matrix, labels);
    const text = 'Karlsson condemned Weber on Monday.';
    const unseen: Target = { id: 'u', text, start: 19, end: 24, label: 0, group: 'u' };
    expect(text.slice(unseen.start, unseen.end)).toBe('Weber');
    const expected = linearScores(fitted, vectorMatrix([unseen], vectors));
    expect(best(expected, 0)).toBe(0);
    const bytes = exportVectorModel(fitted);
    const grammar = new Grammar();
    const out = new Float64Array(3);
    eachTarget([unseen], (_, sentence, from, to, vocabulary) => {
      grammar.read(sentence, from, to);
      VectorModel.from(bytes, vectors, vocabulary).score(sentence, grammar, from, to, out);
      expect(() => VectorModel.from(bytes.subarray(4), vectors, vocabulary)).toThrow('not a model');
    });
    out.forEach((score, k) => {
      expect(score).toBeCloseTo(expected[k]!, 4);
    });
  });

  it('attention pooling learns who is praised and who praises, and the same bytes twice', () => {
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
    const examples = mentionExamples(data, vectors);
    const parameters = trainPooling(examples, vectors, training);
    expect(parameters).toHaveLength(mentionLayout(shape, 100).total);
    const rows = data.map((_, r) => r);
    const scores = poolingScores(data, rows, shape, parameters, new ProjectedRows(parameters, vectors));
    const right = rows.filter((r) => best(scores, r) === labels[r]).length;
    // Blind to the side, no more than two in three could be right: each polar sentence has a neutral target too.
    expect(right / rows.length).toBeGreaterThan(0.95);
    expect(
      Buffer.from(trainPooling(examples, vectors, training).buffer).equals(Buffer.from(parameters.buffer)),
    ).toBe(true);
  });

  it('the kernel gives what the training pass gives, for words with rows of their own', () => {
    const vectors = loadWordVectors();
    const examples = mentionExamples(data, vectors);
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
      seed: 1,
    });
    const pass = new PoolingPass(shape, 0, { wordDropout: 0, dropout: 0 }, seededRandom(1));
    pass.p.set(student.parameters);
    pass.rows = student.rows;
    pass.rowGradients = new Float32Array(student.rows.length);
    const { row } = mentionLayout(shape, 0);
    const rows: WordRows = {
      dimensions: 0,
      count: vectors.count,
      indexOf: (word) => vectors.indexOf(word),
      read: (index, out) => out.set(student.rows.subarray((index + 1) * row, (index + 2) * row)),
    };
    const scores = poolingScores(
      data,
      data.map((_, r) => r),
      shape,
      student.parameters,
      rows,
    );
    examples.forEach((example, r) => {
      pass.example(example, (word) => word + 1, [1, 0, 0], 1);
      for (let k = 0; k < 3; k++) expect(scores[3 * r + k]).toBeCloseTo(pass.logits[k]!, 4);
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

  it('the linear model does too, and is exported the same twice', () => {
    const features = featureMatrix(data);
    const model = fitLinear(features.matrix, labels);
    const scores = linearScores(model, features.matrix);
    expect(labels.filter((label, r) => best(scores, r) === label).length / labels.length).toBeGreaterThan(
      0.9,
    );
    const again = featureMatrix(data);
    expect(
      Buffer.from(exportLinearModel(fitLinear(again.matrix, labels), again.hashes)).equals(
        Buffer.from(exportLinearModel(model, features.hashes)),
      ),
    ).toBe(true);
  });

  it('the combination cools scores that are too sure', () => {
    // Scores of ±4 on the first two classes, right three times in four: log-odds of 3 to 1 are 1.1.
    const scores = Float64Array.from(
      Array.from({ length: 400 }, (_, r) => (r % 2 === 0 ? [4, 0, -50] : [0, 4, -50])).flat(),
    );
    const truth = Array.from({ length: 400 }, (_, r) => (r % 8 < 6 ? r % 2 : 1 - (r % 2)));
    const { linear, vectors } = fitCombination(scores, null, [new Float64Array(scores.length)], truth);
    expect(vectors).toBeUndefined();
    expect(4 * linear).toBeCloseTo(Math.log(3), 1);
  });
});
