import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { column, field, float64, int32, list, offset, spanFields, struct, utf8 } from '../columns.js';
import type { Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { HedgingAnnotation, HedgingCue, HedgingScheme } from './annotation.js';
import { type CueMatch, cueFinder } from './candidates.js';
import { DEFAULT_LEXICON, defaultLexicon, readLexicon } from './lexicon.js';
import { hedgingMeasures, measureHedging } from './measures.js';
import { scopeFinder } from './scope.js';

export interface HedgingOptions {
  readonly scheme: HedgingScheme;
  /** Path of a lexicon that extends or replaces the default one. */
  readonly lexicon: string | null;
}

interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

/** Hedges, boosters, evidentials and negated hedges, decided in context, typed, with scope and voice. */
export const hedging: Stage<Given, HedgingAnnotation, HedgingOptions> = {
  name: 'hedging',
  title: 'Hedging',
  description:
    'Finds the words by which writer and sources withhold or assert commitment, decides them in context, and says what they cover and whose they are.',
  version: '1',
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
  }) as unknown as z.ZodType<HedgingOptions>,
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
  resources: ({ lexicon }) => [
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
  accuracy: [],
  create({ options, vocabulary }) {
    const lexicon = options.lexicon === null ? defaultLexicon() : readLexicon(options.lexicon);
    const find = cueFinder(lexicon, vocabulary, null);
    const scopeOf = scopeFinder(vocabulary);
    return ({ tokenising, attribution }) => {
      const matches = find(tokenising);
      const cues = matches.map((match) => toCue(match, tokenising, attribution, scopeOf));
      const uncertainSentence = new Uint8Array(tokenising.sentenceCount);
      for (const cue of cues) if (cue.series === 'hedge') uncertainSentence[cue.sentence] = 1;
      return { hedging_cues: cues, uncertainSentence, ...measureHedging(cues, tokenising, attribution) };
    };
  },
};

function toCue(
  { entry, first, after, probability }: CueMatch,
  document: TokenisedDocument,
  attribution: AttributionAnnotation,
  scopeOf: ReturnType<typeof scopeFinder>,
): HedgingCue {
  const [scopeFirst, scopeAfter] = scopeOf(document, entry.type, first, after);
  const index = attribution.attributionOfToken[first]!;
  return {
    start: document.start[first]!,
    end: document.end[after - 1]!,
    surface: document.surface(first, after),
    series: entry.series,
    type: entry.type,
    scheme_type: entry.type,
    entry: entry.cue,
    strength: entry.strength,
    confidence: probability,
    voice: index >= 0 ? 'source' : 'author',
    attribution: index >= 0 ? index : null,
    sentence: document.sentenceOfToken[first]!,
    scope_start: document.start[scopeFirst]!,
    scope_end: document.end[scopeAfter - 1]!,
    token: first,
    afterToken: after,
  };
}
