// Finds a document's cues, with their voice and scope, and measures them.
import type { Language } from '../../language/language.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HedgingAnnotation, HedgingCue } from './annotation.js';
import { type CueMatch, cueFinder, type FoundCue } from './candidates.js';
import { conllClassifier, loadConllModel } from './conll.js';
import { cueDecider, type JudgeAgain, loadCommentaryModel } from './cue-model.js';
import { defaultLexicon, readLexicon } from './lexicon.js';
import { measureHedging } from './measures.js';
import type { HedgingOptions } from './options.js';
import { lexiconRules } from './rules.js';
import { scopeFinder } from './scope.js';
import {
  HEDGE_TYPE_OF_SZEGED,
  loadSzegedModel,
  SZEGED_MODEL,
  type SzegedCue,
  szegedTagger,
} from './szeged.js';
import { addVagueSources, claimingForms } from './vague-sources.js';

/** Loads lexicons and models, and gives the function that reads a document; `again` has the last word on hedges of commentary. */
export function hedgeFinder(
  vocabulary: Vocabulary,
  language: Language,
  options: HedgingOptions,
): (
  tokenising: TokenisedDocument,
  attribution: AttributionAnnotation,
  again?: JudgeAgain,
) => HedgingAnnotation {
  const lexicon =
    options.lexicon === null ? defaultLexicon() : readLexicon(options.lexicon, options.lexicon, language);
  const find =
    options.scheme === 'commentary'
      ? cueDecider(lexicon, vocabulary, loadCommentaryModel(), lexiconRules(lexicon, vocabulary))
      : cueFinder(lexicon, vocabulary, null);
  const tag = options.scheme === 'szeged' ? szegedTagger(loadSzegedModel(), vocabulary) : null;
  const conll = options.scheme === 'conll' ? conllSentences(vocabulary) : null;
  const scopeOf = scopeFinder(vocabulary);
  const claiming = claimingForms(language);
  return (tokenising, attribution, again) => {
    const matches = find(tokenising, undefined, again);
    const found =
      tag === null
        ? matches.map(foundByLexicon)
        : inSzegedTerms(matches.map(foundByLexicon), tag(tokenising));
    if (options.scheme === 'commentary') addVagueSources(found, attribution, tokenising, claiming);
    const cues = found.map((one) => toCue(one, tokenising, attribution, scopeOf));
    const uncertainSentence = new Uint8Array(tokenising.sentenceCount);
    if (conll === null) {
      for (const cue of cues) if (cue.series === 'hedge') uncertainSentence[cue.sentence] = 1;
    } else uncertainSentence.set(conll(tokenising));
    return { hedging_cues: cues, uncertainSentence, ...measureHedging(cues, tokenising, attribution) };
  };
}

function foundByLexicon({ entry, type, first, after, probability }: CueMatch): FoundCue {
  return {
    first,
    after,
    series: entry.series,
    type,
    schemeType: type,
    entry: entry.cue,
    strength: entry.strength,
    confidence: probability,
  };
}

/** Szeged's cues take the place of the lexicon's hedges; the other series stay where they do not overlap. */
function inSzegedTerms(lexical: readonly FoundCue[], tagged: readonly SzegedCue[]): FoundCue[] {
  const strengthAt = new Map(lexical.map((cue) => [cue.first, cue.strength]));
  const cues: FoundCue[] = tagged.map(({ first, after, type, probability }) => ({
    first,
    after,
    series: 'hedge',
    type: HEDGE_TYPE_OF_SZEGED[type],
    schemeType: type,
    entry: SZEGED_MODEL,
    strength: strengthAt.get(first) ?? 2,
    confidence: probability,
  }));
  const overlaps = (one: FoundCue): boolean =>
    cues.some((cue) => cue.first < one.after && one.first < cue.after);
  const others = lexical.filter((cue) => cue.series !== 'hedge' && !overlaps(cue));
  return [...cues, ...others].sort((a, b) => a.first - b.first);
}

/** 1 for each sentence that the CoNLL-2010 classifier calls uncertain. */
function conllSentences(vocabulary: Vocabulary): (document: TokenisedDocument) => Uint8Array {
  const model = loadConllModel();
  const classify = conllClassifier(model, vocabulary);
  return (document) =>
    Uint8Array.from({ length: document.sentenceCount }, (_, s) => {
      const probability = classify(document, document.sentenceStart[s]!, document.sentenceStart[s + 1]!);
      return probability >= model.header.threshold ? 1 : 0;
    });
}

function toCue(
  { first, after, series, type, schemeType, entry, strength, confidence }: FoundCue,
  document: TokenisedDocument,
  attribution: AttributionAnnotation,
  scopeOf: ReturnType<typeof scopeFinder>,
): HedgingCue {
  const index = attribution.attributionOfToken[first]!;
  let [scopeFirst, scopeAfter] = scopeOf(document, type, first, after);
  // What is told as a source's ends where its content does: not "analysts say" before it.
  for (const [from, until] of index < 0 ? [] : attribution.attributions[index]!.voicedTokens) {
    if (first < from || first >= until) continue;
    scopeFirst = Math.max(scopeFirst, from);
    scopeAfter = Math.max(after, Math.min(scopeAfter, until));
  }
  return {
    start: document.start[first]!,
    end: document.end[after - 1]!,
    surface: document.surface(first, after),
    series,
    type,
    scheme_type: schemeType,
    entry,
    strength,
    confidence,
    voice: index >= 0 ? 'source' : 'author',
    source_probability: attribution.voiceProbability[first]!,
    attribution: index >= 0 ? index : null,
    sentence: document.sentenceOfToken[first]!,
    scope_start: document.start[scopeFirst]!,
    scope_end: document.end[scopeAfter - 1]!,
    token: first,
    afterToken: after,
  };
}
