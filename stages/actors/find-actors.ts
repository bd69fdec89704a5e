/** All of the stage's work on one document: names, their edges, links, descriptions, pronouns, rows. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { WithRows } from '../column-batch.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { ActorsAnnotation } from './annotation.js';
import { readRegistry, registryLookup } from './gazetteer/actor-registry.js';
import { loadGazetteer } from './gazetteer/gazetteer.js';
import { loadNameFacts } from './gazetteer/name-facts.js';
import { indexNames, loadPublicNames } from './gazetteer/public-names.js';
import type { ObserveAntecedents } from './linking/antecedents.js';
import { attributionActors, speakersOfQuotations, toActors, toMentions } from './linking/assemble.js';
import { ReferenceLinker } from './linking/coreference.js';
import { NameLinker } from './linking/entity-linking.js';
import { actorMeasures, countActors } from './measures.js';
import type { ActorsOptions } from './options.js';
import { NameEdges } from './recognition/edges/name-edges.js';
import { loadModel, loadWordClasses } from './recognition/name-model.js';
import { NameTagger } from './recognition/name-tagger.js';
import { ruleRecogniser } from './recognition/rule-recogniser.js';
import { KnownNames } from './recognition/second-pass/known-names.js';
import { wordMarks } from './recognition/word-marks.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

/**
 * Loads lexicon, models and the user's registry, and returns the function of a document.
 *
 * @param observe - sees whom each "he" and "she" might stand for; for training.
 * @throws UserError where the registry cannot be read or is none.
 */
export function actorFinder(
  vocabulary: Vocabulary,
  { registry, recogniser }: ActorsOptions,
  observe: ObserveAntecedents | null = null,
): (given: Given) => WithRows<ActorsAnnotation> {
  const gazetteer = loadGazetteer();
  const registered = registryLookup(registry === null ? [] : readRegistry(registry));
  const recognise =
    recogniser === 'rules'
      ? ruleRecogniser(gazetteer, vocabulary)
      : new NameTagger(loadModel(), loadWordClasses(), gazetteer, vocabulary).recognise;
  const marks = wordMarks(gazetteer, vocabulary);
  const facts = loadNameFacts(gazetteer.lists);
  const edges = new NameEdges(gazetteer, facts, marks, vocabulary);
  const calledAs = edges.calledAs.bind(edges);
  const names = new NameLinker({ gazetteer, registered, ...facts, calledAs }, marks);
  const publicNames = indexNames(loadPublicNames(), vocabulary);
  const known = new KnownNames(gazetteer, facts, publicNames, marks, vocabulary);
  const references = new ReferenceLinker(marks, vocabulary, observe);
  return ({ tokenising: d, attribution }) => {
    const linked = names.link(d, known.complete(d, edges.adjust(d, recognise(d))));
    const speakerAt = speakersOfQuotations(linked.mentions, d, attribution);
    const mentions = references.link(d, linked.mentions, speakerAt);
    const actors = toActors(mentions);
    const { rows, tokens } = toMentions(mentions, d, attribution);
    return {
      actors,
      mentions: rows,
      mentionTokens: tokens,
      attribution_actors: attributionActors(mentions, d, attribution),
      ...actorMeasures.values(countActors(actors.length, mentions, d.word_count, attribution)),
    };
  };
}
