import { z } from 'zod';
import { UserError } from '../../base/user-error.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { TextTable, type WithRows } from '../column-batch.js';
import { eachDocument, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FrameScore, FramingAnnotation } from './annotation.js';
import type { Codebook } from './codebook.js';
import { columnPart, framingColumns, leadingColumn, scoreColumn } from './columns.js';
import { addCueEvidence, addCueParagraphs, scoreFrames } from './cue-annotation.js';
import { CueWeights } from './cue-weights.js';
import { EvidenceRows, type FrameTexts } from './evidence-rows.js';
import { type LoadedCodebook, loadCodebook, loadScoring, SHIPPED_CODEBOOKS } from './load-codebook.js';
import { CueMatcher } from './matcher.js';
import { ModelAnnotator } from './model-annotation.js';
import { ParagraphRows } from './paragraph-rows.js';

export interface Given {
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
  version: '4',
  requires: ['tokenising', 'attribution'],
  options: optionsSchema,
  columns: (options) => framingColumns(chosen(options).map(({ codebook }) => codebook)),
  resources: (options) => {
    const all = chosen(options).flatMap(({ resources }) => resources);
    return all.filter((resource, i) => all.findIndex(({ path }) => path === resource.path) === i);
  },
  citations: SHIPPED_CODEBOOKS.flatMap((name) => loadCodebook(name).citation ?? []),
  accuracy: [
    {
      gold: 'frames/narrative.train',
      metric: 'mean F1 of the five generic frames',
      value: 0.591,
      interval: [0.548, 0.634],
      documents: 343,
      note: "Human labels; cross-validated by the file's folds, thresholds from inner folds.",
    },
    {
      gold: 'frames/commentary.dev',
      metric: 'primary policy frame, accuracy',
      value: 0.6,
      interval: [0.433, 0.767],
      documents: 30,
      note: 'Labels by language-model readers, not by people; nothing was fitted on them.',
    },
  ],
  async create({ options, vocabulary }) {
    const entries = chosen(options);
    // Cue codebooks first counted by the matcher: the chosen ones and those that a chosen model counts.
    const codebooks: Codebook[] = [];
    for (const { counts } of entries)
      for (const codebook of counts) if (!codebooks.includes(codebook)) codebooks.push(codebook);
    const matcher = new CueMatcher(codebooks, vocabulary);
    const weights = new CueWeights(matcher.places);
    // A model's frames have places of their own, behind those of the cues.
    const places: { codebook: string; frame: string }[] = [];
    const addPlaces = ({ name, frames }: Codebook): number => {
      const from = places.length;
      for (const frame of frames) places.push({ codebook: name, frame: frame.name });
      return from;
    };
    const firstPlaces = codebooks.map(addPlaces);
    const scorings = entries.map(({ codebook, model }) => {
      const from = model === null ? firstPlaces[codebooks.indexOf(codebook)]! : addPlaces(codebook);
      return {
        codebook,
        from,
        model: model && new ModelAnnotator(codebook.name, from, model, codebooks, matcher, vocabulary),
        leading: leadingColumn(codebook.name),
        columns: codebook.frames.map((frame) => scoreColumn(codebook.name, frame.name)),
      };
    });
    const shown = new Uint8Array(matcher.places);
    for (const { model, from, codebook } of scorings)
      if (model === null) shown.fill(1, from, from + codebook.frames.length);
    const names: FrameTexts = {
      codebooks: new TextTable(places.map(({ codebook }) => codebook)),
      frames: new TextTable(places.map(({ frame }) => frame)),
      terms: new TextTable(matcher.cues.map(({ term }) => term)),
    };
    const ofCues = new EvidenceRows();
    const merged = [new EvidenceRows(), new EvidenceRows()] as const;
    const paragraphs = new ParagraphRows();
    // A copy of a whole row is much cheaper than a row to which one column after another is added; read from JSON,
    // V8 keeps it as it keeps a literal.
    const rowColumns = ['frames', 'frame_paragraphs', 'frame_evidence'].concat(
      scorings.flatMap(({ leading, columns }) => [leading, ...columns]),
    );
    const emptyRow = JSON.parse(
      JSON.stringify(Object.fromEntries(rowColumns.map((column) => [column, null]))),
    ) as Record<string, unknown>;
    return eachDocument(({ tokenising: doc, attribution }) => {
      const hits = matcher.find(doc);
      weights.add(doc, attribution, matcher, hits);
      ofCues.clear();
      addCueEvidence(ofCues, shown, matcher, hits);
      let evidence = ofCues;
      paragraphs.clear();
      const ownTerms: string[] = [];
      const frames: FrameScore[] = [];
      const row = { ...emptyRow };
      for (const { codebook, from, model, leading, columns } of scorings) {
        const before = frames.length;
        if (model === null) {
          scoreFrames(frames, codebook, from, weights, doc.word_count);
          addCueParagraphs(paragraphs, codebook, from, weights, doc);
        } else {
          const byModel = model.annotate(doc, attribution, hits, weights, frames, paragraphs, ownTerms);
          if (byModel.count > 0) {
            const into = evidence === merged[0] ? merged[1] : merged[0];
            into.merge(evidence, byModel);
            evidence = into;
          }
        }
        for (let f = 0; f < columns.length; f++) {
          const score = frames[before + f]!;
          row[columns[f]!] = score.score;
          if (score.leading) row[leading] = score.frame;
        }
      }
      row.frames = frames;
      row.frame_paragraphs = paragraphs.finish(names);
      row.frame_evidence = evidence.finish(doc, attribution, names, ownTerms);
      return row as WithRows<FramingAnnotation>;
    });
  },
};
