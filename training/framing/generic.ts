/** The generic frames learned from coded commentary and, beside it, coded news (Frermann et al. 2023). */
import { loadCodebook } from '../../stages/framing/load-codebook.js';
import { passageFold } from './coded-commentary.js';
import type { TrainingSet } from './cross-validation.js';
import { countFeatures } from './features.js';
import { readLabels } from './labels.js';
import { GENERIC_RECIPE } from './recipes.js';

/** A text with its generic frames, and which source and fold it is of. */
export interface GenericText {
  readonly text: string;
  readonly labels: readonly string[];
  readonly source: 'commentary' | 'narrative';
  readonly fold: number;
}

/** The feature that is 1 in news: frames are as much commoner or rarer there. Texts to be scored count as commentary. */
export const NEWS = { codebook: '', frame: 'news' } as const;

export function genericSet(texts: readonly GenericText[]): TrainingSet {
  const codebook = loadCodebook('generic');
  const frames = codebook.frames.map(({ name }) => name);
  const { features, cues } = countFeatures(
    texts.map(({ text }) => text),
    [codebook],
    GENERIC_RECIPE,
  );
  return {
    features: features.map((own, r) => ({
      ...own,
      cues: Float64Array.from([...own.cues, texts[r]!.source === 'narrative' ? 1 : 0]),
    })),
    cues: [...cues, NEWS],
    frames,
    positive: frames.map((name) => Uint8Array.from(texts, ({ labels }) => (labels.includes(name) ? 1 : 0))),
  };
}

/** Coded passages of commentary and news, each with its fold: news by its file's own. */
export function genericTexts(
  passages: readonly { readonly text: string; readonly labels: readonly string[] }[],
  narrative: string,
): GenericText[] {
  const { texts } = readLabels(narrative, loadCodebook('generic').frames);
  return [
    ...passages.map(
      ({ text, labels }, r): GenericText => ({ text, labels, source: 'commentary', fold: passageFold(r) }),
    ),
    ...texts.map(
      ({ text, labels, fold }): GenericText => ({ text, labels, source: 'narrative', fold: Number(fold) }),
    ),
  ];
}
