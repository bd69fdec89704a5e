/** English, as stages are given it. */
import type { Language } from '../language.js';
import { inflect, nounForms, verbForms } from './inflect.js';
import { REPORTING_VERBS } from './reporting-verbs.js';
import { stem } from './stem.js';
import { countSyllables } from './syllables.js';
import { tokens } from './tokens.js';

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  inflect,
  verbForms,
  nounForms,
  stem,
  tokens,
  reportingVerbs: REPORTING_VERBS,
  countSyllables,
};
