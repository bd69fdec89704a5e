// Reads one document after the other: tags, rules and relation models, put together and settled.
import type { Language } from '../../language/language.js';
import { NameMask } from '../masked-names.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { SURE_VOICE } from '../voice.js';
import { loadRelationStack, type RoleOdds, relationJudge } from './accurate/stacked-relations.js';
import type { Attribution, AttributionAnnotation } from './annotation.js';
import { Assembler, innermost, insideQuotations } from './assemble.js';
import { attributionMeasures } from './columns.js';
import { loadLexicon } from './lexicon.js';
import { combine, correct } from './merge-rules-and-model.js';
import { joinContinued } from './multi-paragraph-quotes.js';
import { type AttributionOptions, isAccurate } from './options.js';
import type { Proposal } from './proposal.js';
import { QuotationFinder } from './quotations.js';
import { RelationFinder } from './relations/finder.js';
import { loadRelationModel } from './relations/relation-model.js';
import { AttributionRules } from './rules.js';
import { linkSpans } from './spans.js';
import { AttributionTagger } from './tagger.js';
import { loadModel } from './tagger-model.js';
import { settleQuotations } from './unattributed-quotes.js';
import { WordFacts } from './word-facts.js';

/** Loads lexicon and models, and gives the function that reads a document; accurate, it needs what the encoder says. */
export function attributor(
  vocabulary: Vocabulary,
  language: Language,
  options: AttributionOptions,
): (d: TokenisedDocument, odds?: RoleOdds) => AttributionAnnotation {
  const { method, scheme } = options;
  const lexicon = loadLexicon(language);
  const model = method === 'model' ? loadModel() : null;
  const facts = new WordFacts(vocabulary, lexicon, model?.header);
  const names = new NameMask(vocabulary);
  const finder = new QuotationFinder(vocabulary);
  const rules = new AttributionRules(vocabulary, lexicon, facts);
  const assembler = new Assembler(lexicon);
  const tagger = model === null ? null : new AttributionTagger(model, facts);
  const relations =
    tagger === null || scheme === 'polnear'
      ? null
      : new RelationFinder(vocabulary, lexicon, facts, loadRelationModel());
  const stack = isAccurate(options) ? loadRelationStack() : null;
  const reports = (word: number): boolean => lexicon.cues.has(vocabulary.wordOf(word));
  return (given, odds) => {
    // Who is meant decides nothing: all names read the same.
    const d = names.mask(given);
    facts.prepare(d);
    const quotations = finder.find(d);
    const inside = insideQuotations(d.tokenCount, quotations);
    const propose = (): readonly Proposal[] => {
      if (tagger === null) return rules.propose(d, quotations, false);
      const tags = tagger.tag(d, quotations);
      const trusted = rules.propose(d, quotations, true);
      const again = stack === null || odds === undefined ? undefined : relationJudge(stack, odds);
      if (relations !== null) return correct(d, relations.find(d, quotations, tags, again), trusted);
      return combine(d, linkSpans(d, tags, model!.header.thresholds), trusted, inside, reports);
    };
    const settled = settleQuotations(d, quotations, joinContinued(d, quotations, propose()));
    return annotate(d, assembler.attributions(d, settled, inside), quotedTokens(d, quotations));
  };
}

function quotedTokens(d: TokenisedDocument, quotations: ReturnType<QuotationFinder['find']>): Uint8Array {
  return insideQuotations(
    d.tokenCount,
    quotations.filter(({ kind }) => kind === 'speech'),
  );
}

function annotate(
  d: TokenisedDocument,
  attributions: readonly Attribution[],
  quotedToken: Uint8Array,
): AttributionAnnotation {
  const { holder, voice: attributionOfToken, probability } = innermost(d.tokenCount, attributions);
  let wordsSource = 0;
  let wordsDoubtful = 0;
  let wordsQuoted = 0;
  for (let i = 0; i < d.tokenCount; i++) {
    if ((d.flags[i]! & FLAG.word) === 0) continue;
    if (attributionOfToken[i]! >= 0) {
      wordsSource++;
      if (probability[i]! < SURE_VOICE) wordsDoubtful++;
    }
    if (quotedToken[i] === 1) wordsQuoted++;
  }
  return Object.assign(attributionMeasures(attributions, d.word_count, wordsSource, wordsQuoted), {
    attributions,
    attributionOfToken,
    voiceProbability: probability,
    holderOfToken: holder,
    quotedToken,
    words_author: d.word_count - wordsSource,
    words_source: wordsSource,
    words_doubtful: wordsDoubtful,
  });
}
