/** Frames by codebook: the stage's metadata. */
import { z } from 'zod';
import { UserError } from '../../base/user-error.js';
import { readAccuracy } from '../accuracy.js';
import type { WithRows } from '../column-batch.js';
import { encoderText, loadTower } from '../encoder-reading.js';
import { eachDocument, type Stage } from '../stage.js';
import { frameAnnotator, type Given } from './annotate.js';
import type { FramingAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { columnPart, framingColumns } from './columns.js';
import { type LoadedCodebook, loadScoring, SHIPPED_CODEBOOKS } from './load-codebook.js';

const optionsSchema = z.object({
  codebooks: z
    .array(z.string().min(1))
    .min(1)
    .default([...SHIPPED_CODEBOOKS])
    .describe(
      `Codebooks to score: ${SHIPPED_CODEBOOKS.join(', ')}, or the path of a YAML, LIWC .dic or CSV file or of a trained model's folder.`,
    ),
});

export type FramingOptions = z.infer<typeof optionsSchema>;

function chosen(options: FramingOptions): LoadedCodebook[] {
  const all = [...new Set(options.codebooks)].map(loadScoring);
  all.forEach(({ codebook }, i) => {
    const same = all.findIndex((other) => columnPart(other.codebook.name) === columnPart(codebook.name));
    if (same < i) {
      throw new UserError({
        what: `two codebooks are called '${codebook.name}'`,
        where: `${all[same]!.codebook.path}, ${codebook.path}`,
        remedy: 'Give one of them another `name:` (or file name): their columns are told apart by it.',
      });
    }
  });
  return all;
}

/**
 * Frames by codebook: scores of the text and of its paragraphs, several at once, each opened by the cues that made
 * it. Scores go from 0 to 1 and are null under the codebook's minimum of words; no frame leads where none is present.
 */
export const framing: Stage<Given, WithRows<FramingAnnotation>, FramingOptions> = {
  name: 'framing',
  title: 'Frames',
  description:
    'Scores the frames of codebooks in the text and its paragraphs, with the cues that speak for them.',
  version: '8',
  requires: ['tokenising', 'attribution'],
  options: optionsSchema,
  columns: (options) => framingColumns(chosen(options).map(({ codebook }) => codebook)),
  resources: (options) => {
    const all = chosen(options).flatMap(({ resources }) => resources);
    return all.filter((resource, i) => all.findIndex(({ path }) => path === resource.path) === i);
  },
  citations,
  accuracy: readAccuracy('stages/framing/accuracy.json'),
  async create({ options, vocabulary, language }) {
    const entries = chosen(options);
    const annotate = frameAnnotator(entries, vocabulary, language.stem);
    if (!entries.some(({ model }) => model?.states !== undefined))
      return eachDocument((given) => annotate(given, null));
    const encoder = await loadTower('sentence', 'native');
    return async (given) => {
      const annotations: WithRows<FramingAnnotation>[] = [];
      for (const one of given) {
        const { text, ends } = encoderText(one.tokenising);
        annotations.push(annotate(one, await encoder.states(text, ends)));
      }
      return annotations;
    };
  },
};
