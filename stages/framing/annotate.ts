/** Annotates a document: counts cues, scores frames, gathers their evidence. */
import type { PieceStates } from '../../models/encoder/encoder.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { TextTable, type WithRows } from '../column-batch.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { FrameScore, FramingAnnotation } from './annotation.js';
import type { Codebook } from './codebook.js';
import { leadingColumn, measuresOf, nearestColumn } from './columns.js';
import { addCueEvidence, addCueParagraphs, scoreFrames } from './cue-annotation.js';
import { CueWeights } from './cue-weights.js';
import { EvidenceRows, type FrameTexts } from './evidence-rows.js';
import type { Lead } from './frame-scores.js';
import { HitWeights } from './hit-weights.js';
import type { LoadedCodebook } from './load-codebook.js';
import { CueMatcher } from './matcher.js';
import { ModelAnnotator } from './model-annotation.js';
import { ParagraphRows } from './paragraph-rows.js';
import { SentenceAnnotator } from './sentence-annotation.js';
import type { Stem } from './terms.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

/**
 * The function that annotates documents, one after the other, by these codebooks.
 *
 * @returns it takes the encoder's states too, where a model among the codebooks reads them.
 */
export function frameAnnotator(
  entries: readonly LoadedCodebook[],
  vocabulary: Vocabulary,
  stem: Stem,
): (given: Given, states: PieceStates | null) => WithRows<FramingAnnotation> {
  // Cue codebooks first counted by the matcher: the chosen ones and those that a chosen model counts.
  const codebooks: Codebook[] = [];
  for (const { counts } of entries)
    for (const codebook of counts) if (!codebooks.includes(codebook)) codebooks.push(codebook);
  const matcher = new CueMatcher(codebooks, vocabulary);
  const weights = new CueWeights(matcher.places);
  const hitWeights = new HitWeights(matcher, codebooks);
  // A model's frames have places of their own, behind those of the cues.
  const places: { codebook: string; frame: string }[] = [];
  const addPlaces = ({ name, frames }: Codebook): number => {
    const from = places.length;
    for (const frame of frames) places.push({ codebook: name, frame: frame.name });
    return from;
  };
  const firstPlaces = codebooks.map(addPlaces);
  const placeNames = places.map(({ codebook, frame }) => `${codebook}:${frame}`);
  const scorings = entries.map(({ codebook, model, sentences }) => {
    const from = model === null ? firstPlaces[codebooks.indexOf(codebook)]! : addPlaces(codebook);
    return {
      codebook,
      from,
      model: model && new ModelAnnotator(codebook.name, from, model, codebooks, matcher, vocabulary, stem),
      sentences: sentences && new SentenceAnnotator(from, sentences, placeNames, matcher, vocabulary, stem),
      leading: leadingColumn(codebook.name),
      nearest: nearestColumn(codebook.name),
      columns: measuresOf(codebook).columns.map(({ name }) => name),
      measures: measuresOf(codebook),
    };
  });
  const shown = new Uint8Array(matcher.places);
  for (const { model, sentences, from, codebook } of scorings)
    if (model === null && sentences === null) shown.fill(1, from, from + codebook.frames.length);
  const names: FrameTexts = {
    codebooks: new TextTable(places.map(({ codebook }) => codebook)),
    frames: new TextTable(places.map(({ frame }) => frame)),
    terms: new TextTable(matcher.cues.map(({ term }) => term)),
  };
  const ofCues = new EvidenceRows();
  const ofSentences = new EvidenceRows();
  const merged = [new EvidenceRows(), new EvidenceRows()] as const;
  const paragraphs = new ParagraphRows();
  // A copy of a whole row is much cheaper than a row to which one column after another is added; read from JSON,
  // V8 keeps it as it keeps a literal.
  const rowColumns = ['frames', 'frame_paragraphs', 'frame_evidence'].concat(
    scorings.flatMap(({ leading, nearest, columns }) => [leading, nearest, ...columns]),
  );
  const emptyRow = JSON.parse(
    JSON.stringify(Object.fromEntries(rowColumns.map((column) => [column, null]))),
  ) as Record<string, unknown>;
  return ({ tokenising: doc, attribution }, states) => {
    const hits = matcher.find(doc);
    hitWeights.weigh(doc, attribution, hits);
    weights.add(doc, attribution, matcher, hits, hitWeights);
    ofCues.clear();
    addCueEvidence(ofCues, shown, matcher, hits, hitWeights);
    let evidence = ofCues;
    paragraphs.clear();
    const ownTerms: string[] = [];
    const frames: FrameScore[] = [];
    const row = { ...emptyRow };
    const take = (more: EvidenceRows): void => {
      if (more.count === 0) return;
      const into = evidence === merged[0] ? merged[1] : merged[0];
      into.merge(evidence, more);
      evidence = into;
    };
    for (const { codebook, from, model, sentences, leading, nearest, columns, measures } of scorings) {
      const before = frames.length;
      let lead: Lead;
      if (model === null) {
        if (sentences !== null) {
          sentences.annotate(doc, attribution, hits, hitWeights, weights, ofSentences, ownTerms);
          take(ofSentences);
        }
        lead = scoreFrames(frames, codebook, from, weights, doc.word_count);
        addCueParagraphs(paragraphs, codebook, from, weights, doc);
      } else {
        const byModel = model.annotate(
          doc,
          attribution,
          hits,
          hitWeights,
          weights,
          frames,
          paragraphs,
          ownTerms,
          states,
        );
        lead = model.lead;
        take(byModel);
      }
      const values = measures.values({ words: doc.word_count, scores: frames.slice(before) });
      for (const name of columns) row[name] = values[name];
      row[leading] = lead.leading < 0 ? null : codebook.frames[lead.leading]!.name;
      row[nearest] = lead.nearest.map((f) => codebook.frames[f]!.name);
    }
    row.frames = frames;
    row.frame_paragraphs = paragraphs.finish(names);
    row.frame_evidence = evidence.finish(doc, attribution, names, ownTerms);
    return row as WithRows<FramingAnnotation>;
  };
}
