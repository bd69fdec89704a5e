import { describe, expect, it } from 'vitest';
import { Entity } from '../../stages/actors/entity.js';
import {
  ANTECEDENT_FEATURES,
  antecedentFeatures,
  antecedentProbabilities,
  type Candidate,
  loadPronounWeights,
} from '../../stages/actors/linking/antecedents.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const candidate = (name: string, distance: number): Candidate => ({
  entity: new Entity(name, name, name.split(' '), false),
  distance,
  isSubject: false,
  isSamePronoun: false,
  isPossessor: false,
  inOtherParagraph: false,
  mentions: 1,
  named: 1,
});
const PRONOUN = { case: 'subject', beginsSentence: false, last: null } as const;

describe('the choice of an antecedent', () => {
  it('has a number for each feature, and a weight', () => {
    const [features] = antecedentFeatures([candidate('ada brill', 0)], PRONOUN);
    expect(features).toHaveLength(ANTECEDENT_FEATURES.length);
    expect(loadPronounWeights()).toHaveLength(ANTECEDENT_FEATURES.length);
  });

  it('gives probabilities that leave room for nobody: e^2 and e^1 beside 1', () => {
    const p = antecedentProbabilities([Float64Array.of(2), Float64Array.of(1)], Float64Array.of(1));
    const sum = 1 + Math.exp(2) + Math.exp(1);
    expect(p[0]).toBeCloseTo(Math.exp(2) / sum, 12);
    expect(p[1]).toBeCloseTo(Math.exp(1) / sum, 12);
  });

  it('is likelier who was mentioned in the sentence than who was before', () => {
    const p = antecedentProbabilities(
      antecedentFeatures([candidate('ada brill', 0), candidate('eva crane', 2)], PRONOUN),
      loadPronounWeights(),
    );
    expect(p[0]).toBeGreaterThan(p[1]!);
  });
});

describe('he and she', async () => {
  const annotate = await loadPlan(planStages({ stages: ['actors'] }));

  it.each([
    [
      'her',
      'Helen Marsh spoke first. Marsh won the seat in May. Anna Keller’s brother voted for her.',
      'helen marsh',
    ],
    [
      'he',
      'Peter Walsh spoke first. Walsh won the seat in May and Walsh kept it. John Crane’s lawyer said he would not go.',
      'peter walsh',
    ],
  ])('prefer whom the text is about to the possessor beside: %s', async (surface, text, actor) => {
    const { mentions } = (await annotate(documentOf(text))).actors!;
    expect(mentions.find((mention) => mention.surface === surface)).toMatchObject({
      actor,
      status: 'resolved',
    });
  });
});
