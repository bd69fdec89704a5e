import { describe, expect, it } from 'vitest';
import { bagLayout } from '../../stages/sentiment/bag-model.js';
import { WordVectors } from '../../stages/sentiment/word-vectors.js';
import { bagExamples, bagScores, trainBag } from '../../training/sentiment/bag.js';
import { fitCombination } from '../../training/sentiment/calibration.js';
import type { Target } from '../../training/sentiment/gold.js';
import {
  exportLinearModel,
  featureMatrix,
  fitLinear,
  linearScores,
} from '../../training/sentiment/linear.js';

const shape = { heads: 4, slice: 4, hidden: 8 } as const;

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

  it('the bag learns who is praised and who praises, and the same bytes twice', () => {
    const vectors = WordVectors.load();
    const training = {
      shape,
      epochs: 150,
      learningRate: 0.02,
      weightDecay: 0.001,
      wordDropout: 0,
      dropout: 0,
      seed: 3,
    };
    const examples = bagExamples(data, vectors);
    const parameters = trainBag(examples, vectors, training);
    expect(parameters).toHaveLength(bagLayout(shape).total);
    const rows = data.map((_, r) => r);
    const scores = bagScores(data, rows, shape, parameters, vectors);
    const right = rows.filter((r) => best(scores, r) === labels[r]).length;
    // Blind to the side, no more than two in three could be right: each polar sentence has a neutral target too.
    expect(right / rows.length).toBeGreaterThan(0.95);
    expect(
      Buffer.from(trainBag(examples, vectors, training).buffer).equals(Buffer.from(parameters.buffer)),
    ).toBe(true);
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
    const { linear } = fitCombination([scores], truth);
    expect(4 * linear).toBeCloseTo(Math.log(3), 1);
  });
});
