/** The lexicon of attributions: reporting verbs and nouns in all their forms, and sources that nobody can check. */
import { parse } from 'yaml';
import { z } from 'zod';
import { ENGLISH } from '../../language/en/english.js';
import type { Language } from '../../language/language.js';
import { readBundled } from '../bundled-resources.js';

export const LEXICON_PATH = 'stages/attribution/lexicon.yaml';

const words = z.array(z.string().min(1));
const schema = z.strictObject({
  needs_particle: z.record(z.string(), words),
  nouns: words,
  phrases_before_source: words,
  phrases_around_source: words,
  generic: words,
  generic_pronouns: words,
  at_times: z.strictObject({ verbs: words, nouns: words, others: words }),
});

/** Bits that say what a word may do in an attribution. */
export const CUE = {
  statement: 1,
  thought: 2,
  evaluation: 4,
  showing: 8,
  noun: 16,
  /** Reports only before a certain particle ("called for"). */
  needsParticle: 32,
  /** A past participle or past tense, which a form of "be" makes passive. */
  past: 64,
  /** An -ing form. */
  gerund: 128,
} as const;

/** Any verb bit. */
export const CUE_VERB = CUE.statement | CUE.thought | CUE.evaluation | CUE.showing;

export interface AttributionLexicon {
  /** Word, in lower case, to bits of CUE. */
  readonly cues: ReadonlyMap<string, number>;
  /** Words that attribute at times, of which the model alone decides. */
  readonly atTimes: ReadonlySet<string>;
  /** Inflected form to its lemma. */
  readonly lemmaOf: ReadonlyMap<string, string>;
  /** Verb form to the particles it needs. */
  readonly particles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Two-word cues: "pointed" to "out". */
  readonly phrasal: ReadonlyMap<string, string>;
  readonly phrasesBeforeSource: readonly (readonly string[])[];
  readonly phrasesAroundSource: ReadonlySet<string>;
  readonly generic: ReadonlySet<string>;
  readonly genericPronouns: ReadonlySet<string>;
}

const VOWEL = /[aeiou]/;

/** Reads the lexicon and makes the inflected forms. */
export function loadLexicon(language: Language = ENGLISH): AttributionLexicon {
  const raw = readBundled(LEXICON_PATH, (text) => schema.parse(parse(text)));
  const cues = new Map<string, number>();
  const lemmaOf = new Map<string, string>();
  const phrasal = new Map<string, string>();
  const particles = new Map<string, ReadonlySet<string>>();
  const give = (word: string, bits: number): void => {
    cues.set(word, (cues.get(word) ?? 0) | bits);
  };
  const formsOf = (lemma: string): readonly string[] => language.verbForms(lemma);
  for (const kind of ['statement', 'thought', 'evaluation', 'showing'] as const) {
    for (const lemma of language.reportingVerbs[kind]) {
      const [, particle] = lemma.split(' ');
      for (const form of formsOf(lemma)) {
        const verb = form.split(' ')[0]!;
        lemmaOf.set(verb, lemma);
        if (particle !== undefined) {
          phrasal.set(verb, particle);
          continue;
        }
        const ending = verb.endsWith('ing')
          ? CUE.gerund
          : verb !== lemma && !verb.endsWith('s') && VOWEL.test(verb)
            ? CUE.past
            : 0;
        give(verb, CUE[kind] | ending);
      }
    }
  }
  for (const [lemma, after] of Object.entries(raw.needs_particle)) {
    for (const form of formsOf(lemma)) {
      give(form, (cues.get(form) ?? CUE.evaluation) | CUE.needsParticle);
      particles.set(form, new Set(after));
    }
  }
  for (const noun of raw.nouns) {
    for (const form of language.nounForms(noun)) {
      give(form, CUE.noun);
      if (!lemmaOf.has(form)) lemmaOf.set(form, noun);
    }
  }
  const atTimes = new Set(raw.at_times.others);
  for (const lemma of raw.at_times.verbs)
    for (const form of formsOf(lemma)) {
      atTimes.add(form);
      if (!lemmaOf.has(form)) lemmaOf.set(form, lemma);
    }
  for (const noun of raw.at_times.nouns)
    for (const form of language.nounForms(noun)) {
      atTimes.add(form);
      if (!lemmaOf.has(form)) lemmaOf.set(form, noun);
    }
  return {
    cues,
    atTimes,
    lemmaOf,
    particles,
    phrasal,
    phrasesBeforeSource: raw.phrases_before_source.map((phrase) => phrase.split(' ')),
    phrasesAroundSource: new Set(raw.phrases_around_source),
    generic: new Set(raw.generic.flatMap((noun) => language.nounForms(noun))),
    genericPronouns: new Set(raw.generic_pronouns),
  };
}
