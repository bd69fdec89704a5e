import { resolve } from 'node:path';
import { z } from 'zod';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { Resource, Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FrameParagraph, FrameScore, FramingAnnotation } from './annotation.js';
import type { Codebook } from './codebook.js';
import { evidenceOf, frameWeights, scoreFrames, wordsOfParagraphs } from './cue-annotation.js';
import { framingColumns, leadingColumn, scoreColumn } from './framing-columns.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from './load-codebook.js';
import { CueMatcher } from './matcher.js';

interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

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

function codebooksOf(options: FramingOptions): Codebook[] {
  return [...new Set(options.codebooks)].map(loadCodebook);
}

/**
 * Frames by codebook: scores of the text and of its paragraphs, several at once, each opened by the cues that made
 * it. Scores go from 0 to 1 and are null under the codebook's minimum of words; no frame leads where none is present.
 */
export const framing: Stage<Given, FramingAnnotation, FramingOptions> = {
  name: 'framing',
  title: 'Frames',
  description:
    'Scores the frames of codebooks in the text and its paragraphs, with the cues that speak for them.',
  version: '1',
  requires: ['tokenising', 'attribution'],
  options: optionsSchema as z.ZodType<FramingOptions>,
  columns: (options) => framingColumns(codebooksOf(options)),
  resources: (options) =>
    codebooksOf(options).map(
      (codebook): Resource => ({
        path: codebook.path.startsWith('stages/') ? codebook.path : resolve(codebook.path),
        kind: 'codebook',
        licence: codebook.licence,
        description: codebook.title,
      }),
    ),
  citations: SHIPPED_CODEBOOKS.flatMap((name) => loadCodebook(name).citation ?? []),
  accuracy: [],
  create({ options, vocabulary }) {
    const codebooks = codebooksOf(options);
    const matcher = new CueMatcher(codebooks, vocabulary);
    return ({ tokenising: doc, attribution }) => {
      const hits = matcher.find(doc);
      const evidence = evidenceOf(doc, attribution, codebooks, matcher, hits);
      const paragraphWords = wordsOfParagraphs(doc);
      const frames: FrameScore[] = [];
      const paragraphs: FrameParagraph[] = [];
      const columns: Record<string, unknown> = {};
      codebooks.forEach((codebook, b) => {
        const weights = frameWeights(b, codebook.frames.length, doc, evidence, matcher, hits);
        const scored = scoreFrames(codebook, weights, doc.word_count, paragraphWords);
        for (const score of scored.scores) {
          frames.push(score);
          columns[scoreColumn(codebook.name, score.frame)] = score.score;
        }
        paragraphs.push(...scored.paragraphs);
        columns[leadingColumn(codebook.name)] = scored.scores.find((score) => score.leading)?.frame ?? null;
      });
      return { ...columns, frames, frame_paragraphs: paragraphs, frame_evidence: evidence };
    };
  },
};
