import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { column, field, float64, int32, list, offset, spanFields, struct, utf8 } from '../columns.js';
import { eachDocument, type Resource, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HedgingAnnotation, HedgingCue, HedgingScheme } from './annotation.js';
import { type CueMatch, cueFinder, type FoundCue } from './candidates.js';
import { CONLL_MODEL, conllClassifier, loadConllModel } from './conll.js';
import { COMMENTARY_MODEL, cueDecider, loadCommentaryModel } from './cue-model.js';
import { COMMENTARY_CANDIDATES, DEFAULT_LEXICON, defaultLexicon, readLexicon } from './lexicon.js';
import { hedgingMeasures, measureHedging } from './measures.js';
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

export interface HedgingOptions {
  readonly scheme: HedgingScheme;
  /** Path of a lexicon that extends or replaces the default one. */
  readonly lexicon: string | null;
}

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

/** Hedges, boosters, evidentials and negated hedges, decided in context, typed, with scope and voice. */
export const hedging: Stage<Given, HedgingAnnotation, HedgingOptions> = {
  name: 'hedging',
  title: 'Hedging',
  description:
    'Finds the words by which writer and sources withhold or assert commitment, decides them in context, and says what they cover and whose they are.',
  version: '5',
  requires: ['tokenising', 'attribution'],
  options: z.object({
    scheme: z
      .enum(['commentary', 'szeged', 'conll'])
      .default('commentary')
      .describe('What counts as a hedge; stages/hedging/SCHEMES.md argues for the default.'),
    lexicon: z
      .string()
      .nullable()
      .default(null)
      .describe('Path of a YAML lexicon that replaces the default one, or adds to it (extends: default).'),
  }),
  columns: () => [
    column(
      'hedging_cues',
      list(
        struct([
          ...spanFields,
          field(
            'series',
            utf8,
            'hedge, booster, evidential, or negated (a hedge word negated into certainty).',
          ),
          field('type', utf8, 'Type of a hedge: plausibility, attribution, approximator, conditional.', {
            nullable: true,
          }),
          field(
            'scheme_type',
            utf8,
            "The hedge's type in the scheme's own terms, e.g. epistemic in Szeged's.",
            {
              nullable: true,
            },
          ),
          field('entry', utf8, 'The lexicon entry or the model that proposed it.'),
          field('strength', int32, '1 weak, 2 middle, 3 strong.', { unit: 'strength' }),
          field('confidence', float64, 'Probability that it is a cue here; null where rules alone decided.', {
            unit: 'probability',
            nullable: true,
          }),
          field('voice', utf8, 'author or source.'),
          field('attribution', int32, 'Index into `attributions`; null in the author’s voice.', {
            unit: 'attributions',
            nullable: true,
          }),
          field('sentence', int32, 'Index of its sentence.', { unit: 'sentences' }),
          field('scope_start', offset, 'First code point of what it covers.', { nullable: true }),
          field('scope_end', offset, 'Code point after the last one of what it covers.', { nullable: true }),
        ]),
      ),
      'Hedges, boosters, evidentials and negated hedges, in text order.',
    ),
    ...hedgingMeasures,
  ],
  resources: ({ lexicon, scheme }) => [
    ...modelResources(MODEL_OF_SCHEME[scheme]),
    ...(scheme === 'commentary' ? [CANDIDATES] : []),
    lexicon === null
      ? {
          path: DEFAULT_LEXICON,
          kind: 'lexicon',
          licence: 'MIT',
          description: 'Cues of hedging, boosting and evidence with the conditions under which they count.',
        }
      : {
          path: isAbsolute(lexicon) ? lexicon : resolve(lexicon),
          kind: 'lexicon',
          licence: "the user's own",
          description: 'Cues of hedging given by the user.',
        },
  ],
  citations: [
    {
      key: 'hyland2005',
      authors: 'Hyland, K.',
      year: 2005,
      title: 'Metadiscourse: Exploring Interaction in Writing',
      venue: 'Continuum',
      use: 'hedges, boosters and evidentials as series',
    },
    {
      key: 'prince1982',
      authors: 'Prince, E. F., Frader, J. & Bosk, C.',
      year: 1982,
      title: 'On hedging in physician-physician discourse',
      venue: 'Linguistics and the Professions (ed. Di Pietro), Ablex',
      use: 'plausibility shields, attribution shields and approximators',
    },
    {
      key: 'prokofieva2014',
      authors: 'Prokofieva, A. & Hirschberg, J.',
      year: 2014,
      title: 'Hedging and speaker commitment',
      venue: 'Workshop on Emotion, Social Signals, Sentiment & Linked Open Data, LREC',
      use: 'hedges decided in context',
    },
    {
      key: 'szarvas2012',
      authors: 'Szarvas, G., Vincze, V., Farkas, R., Móra, G. & Gurevych, I.',
      year: 2012,
      title: 'Cross-genre and cross-domain detection of semantic uncertainty',
      venue: 'Computational Linguistics 38(2), 335-367',
      doi: '10.1162/COLI_a_00098',
      use: 'the scheme `szeged`, and the labelled data of the disambiguator',
    },
  ],
  accuracy: [
    {
      gold: 'hedges/commentary.dev',
      metric: 'exact cue F1',
      value: 0.747,
      interval: [0.672, 0.812],
      documents: 30,
      note: 'Scheme commentary; labels by language-model readers, not people; fitted on other passages. Cross-validated on those 370: 0.749.',
    },
    {
      gold: 'hedges/commentary.dev',
      metric: 'voice of the cues found',
      value: 0.938,
      interval: [0.891, 0.974],
      documents: 30,
      note: 'Scheme commentary; labels by language-model readers, not people. Whose words a content is told in was decided by their codebook.',
    },
    {
      gold: 'hedges/szeged-wiki.dev',
      metric: 'exact cue F1',
      value: 0.821,
      interval: [0.784, 0.854],
      documents: 328,
      note: 'Scheme szeged; labels by people; fitted on other documents.',
    },
    {
      gold: 'hedges/szeged-wiki.dev',
      metric: 'sentence F1',
      value: 0.872,
      interval: [0.835, 0.903],
      documents: 328,
      note: 'Scheme szeged; labels by people; fitted on other documents.',
    },
  ],
  async create({ options, vocabulary, language }) {
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
    return eachDocument(({ tokenising, attribution }) => {
      const matches = find(tokenising);
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
    });
  },
};

const MODEL_OF_SCHEME: Readonly<Record<HedgingScheme, string>> = {
  commentary: COMMENTARY_MODEL,
  szeged: SZEGED_MODEL,
  conll: CONLL_MODEL,
};

const CANDIDATES: Resource = {
  path: COMMENTARY_CANDIDATES,
  kind: 'lexicon',
  licence: 'MIT',
  description: 'Words that are hedges in some contexts only; the classifier of cues decides.',
};

/** The two files of a model. */
function modelResources(path: string): Resource[] {
  return ['json', 'bin'].map((ending) => ({
    path: `${path}.${ending}`,
    kind: 'model',
    licence: 'MIT; trained on data without a stated licence, see stages/hedging/MODEL.md',
    description: 'Linear model that decides hedge cues in context.',
  }));
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
    attribution: index >= 0 ? index : null,
    sentence: document.sentenceOfToken[first]!,
    scope_start: document.start[scopeFirst]!,
    scope_end: document.end[scopeAfter - 1]!,
    token: first,
    afterToken: after,
  };
}
