/** What a comparison keeps of the sentences behind its figures. */
import { z } from 'zod';

/** Sentences behind the figures of a comparison: a sample for each figure, drawn by a fixed seed, the rest counted. */
export const passagesSchema = z.object({
  documents: z
    .array(
      z.object({
        id: z.string(),
        title: z.string().nullable(),
        outlet: z.string().nullable(),
        published: z.string().nullable(),
        url: z.string().nullable(),
      }),
    )
    .describe('The documents that the passages stand in.'),
  sentences: z
    .array(
      z.object({
        document: z.int().describe('Index into `documents`.'),
        start: z.int().describe('First code point of `text` in the document.'),
        text: z.string(),
        before: z.boolean().describe('The sentence goes on before `text`.'),
        after: z.boolean().describe('The sentence goes on after `text`.'),
      }),
    )
    .describe('Each sentence once, however many figures open to it; long ones cut about the hit.'),
  cells: z.array(
    z.object({
      kind: z.enum(['measure', 'actor', 'frame', 'word', 'hedge', 'collocate']),
      key: z
        .string()
        .describe(
          'Name of the measure, actor’s key, `codebook/frame`, the word; `actor/word` of a collocate.',
        ),
      group: z.string(),
      documents: z.int().describe('Documents of the group that have such a passage.'),
      passages: z.array(
        z.object({
          sentence: z.int().describe('Index into `sentences`.'),
          start: z.int().describe('First code point of the hit in the document.'),
          end: z.int(),
          note: z.string().describe('What the stage says of the hit.'),
        }),
      ),
      typical: z
        .array(z.object({ document: z.int(), value: z.number() }))
        .describe('For a measure: the documents of the group with its lowest, median and highest value.'),
    }),
  ),
  listing: z
    .object({ word: z.string(), hedge: z.string(), figure: z.string() })
    .nullable()
    .describe(
      'Commands that list every passage behind a figure; `{figure}` (or the word) and `{where}` stand for its own. Null where none was given.',
    ),
  perFigure: z.int().describe('Passages drawn for a figure at most.'),
});

export type Passages = z.infer<typeof passagesSchema>;
export type PassageCell = Passages['cells'][number];
