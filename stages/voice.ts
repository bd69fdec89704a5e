/** Voices: the writer's own, and those of the people quoted or reported. */
import type { AttributionAnnotation } from './attribution/annotation.js';
import { TextTable } from './column-batch.js';
import { field, float64 } from './columns.js';

/** Whose statement a passage is: the article's writer, or somebody the writer quotes or reports. */
export type Voice = 'author' | 'source';

/** Voices as codes: 0 the author's, 1 a source's. */
export const VOICES = new TextTable(['author', 'source'] satisfies Voice[]);

/** From this probability on a voice counts as sure; where findings are checked, surer ones alone are taken for a source's. */
export const SURE_VOICE = 0.8;

/** The field of a hit that says how sure its voice is. */
export const sourceProbabilityField = field(
  'source_probability',
  float64,
  'Probability that it stands in a source’s voice: that of the surest attribution around it, 0 where none was found.',
  { unit: 'probability' },
);

/** The voice in which a token stands. */
export function voiceOf(attribution: AttributionAnnotation, token: number): Voice {
  return voiceCodeOf(attribution, token) === 1 ? 'source' : 'author';
}

/** The same as its code in `VOICES`. */
export function voiceCodeOf(attribution: AttributionAnnotation, token: number): 0 | 1 {
  return attribution.attributionOfToken[token]! >= 0 ? 1 : 0;
}
