/** What attention pooling is told of the tokens around a mention. */
import {
  type PoolingInputs,
  type PoolingLayout,
  type PoolingShape,
  poolingLayout,
} from '../../models/attention-pooling/layout.js';
import { POS, POS_TAGS } from '../tokenising/annotation.js';
import type { Grammar } from './grammar.js';
import type { SentenceView } from './sentence.js';
import { TRAIT } from './words.js';

/** Tokens on each side of the mention that are looked at. */
export const REACH = 30;

/** Categories of a token by itself: part of speech (17), polarity by negation (6), kind of function word or deed that harms (9). */
export const FIRST_POLARITY = POS_TAGS.length;
export const POLARITIES = 6;
export const FIRST_FUNCTION = FIRST_POLARITY + POLARITIES;
export const FUNCTIONS = 9;
export const TOKEN_CATEGORIES = FIRST_FUNCTION + FUNCTIONS;
/** Relations of a token to the mention: side and distance (20), clause and quotation (6), role (26). */
export const PLACES = 20;
export const CLAUSES = 6;
export const ROLES = 26;
/** Kinds of mention: pronoun or name (5), each with a harm done to it or none. */
const FORMS = 5;
export const MENTION_KINDS = 2 * FORMS;
/**
 * Where the mention stands: in a sentence chosen for study or in running text, in the author's voice or a source's; the
 * last one is that of composed sentences, which only teach.
 */
export const SETTINGS = 5;
export const COMPOSED = 4;

/** Sentence chosen for study (0) or running text (1); the author's voice (0) or a source's (1). */
export function settingOf(running: number, voice: number): number {
  return 2 * running + voice;
}

/** Those that occur outside training. */
export const RUN_SETTINGS = 4;

/** Words that have a role to the mention may have rows of their own for it, by group of roles: 0 for none. */
export const ROLE_GROUP = Uint8Array.of(
  ...[0, 1, 2, 3, 2, 4, 2, 2, 5, 6, 5, 7, 6, 5, 1, 1, 1, 1, 5],
  ...[5, 7, 5, 6, 4, 6, 5],
);

export const MENTION_INPUTS: PoolingInputs = {
  categories: TOKEN_CATEGORIES,
  places: PLACES,
  clauses: CLAUSES,
  roles: ROLES,
  mentions: MENTION_KINDS + SETTINGS,
};

/** As the model runs: each kind of mention in each setting is one input. */
const RUN_INPUTS: PoolingInputs = { ...MENTION_INPUTS, mentions: MENTION_KINDS * RUN_SETTINGS };

/** The number of a kind of mention in a setting, as the model runs. */
export const mentionInput = (kind: number, setting: number): number => RUN_SETTINGS * kind + setting;

/** Inputs and parameters as the model runs, from those as it was trained, where kind and setting are inputs of their own. */
export function runningForm(
  shape: PoolingShape,
  trained: Float32Array,
  dimensions: number,
): { readonly inputs: PoolingInputs; readonly parameters: Float32Array } {
  const from = mentionLayout(shape, dimensions);
  const to = poolingLayout(shape, RUN_INPUTS, dimensions);
  const parameters = new Float32Array(to.total);
  parameters.set(trained.subarray(0, from.hiddenWeights));
  parameters.set(trained.subarray(from.hiddenBias, from.total), to.hiddenBias);
  const width = from.row - shape.heads;
  for (let m = 0; m < shape.hidden; m++) {
    const own = from.hiddenWeights + m * (width + MENTION_INPUTS.mentions);
    const at = to.hiddenWeights + m * (width + RUN_INPUTS.mentions);
    parameters.set(trained.subarray(own, own + width), at);
    for (let kind = 0; kind < MENTION_KINDS; kind++)
      for (let setting = 0; setting < RUN_SETTINGS; setting++)
        parameters[at + width + mentionInput(kind, setting)] =
          trained[own + width + kind]! + trained[own + width + MENTION_KINDS + setting]!;
  }
  return { inputs: RUN_INPUTS, parameters };
}

/** Where a model's parameters stand as it is trained; `dimensions` as for `poolingLayout`. */
export function mentionLayout(shape: PoolingShape, dimensions: number): PoolingLayout {
  return poolingLayout(shape, MENTION_INPUTS, dimensions);
}

const DISTANCE = Uint8Array.from({ length: REACH + 1 }, (_, d) =>
  d <= 5 ? Math.max(0, d - 1) : d <= 7 ? 5 : d <= 10 ? 6 : d <= 15 ? 7 : d <= 21 ? 8 : 9,
);

export function polarityCategory(sentence: SentenceView, i: number): number {
  return FIRST_POLARITY + sentence.polarity[i]! + 1 + 3 * sentence.negated[i]!;
}

const FUNCTION_TRAITS =
  TRAIT.negator |
  TRAIT.report |
  TRAIT.be |
  TRAIT.modal |
  TRAIT.preposition |
  TRAIT.clauseOpener |
  TRAIT.openQuote |
  TRAIT.closeQuote |
  TRAIT.straightQuote;

export function functionCategory(traits: number): number {
  if ((traits & FUNCTION_TRAITS) === 0)
    return (traits & (TRAIT.harm | TRAIT.misfortune)) === 0 ? FIRST_FUNCTION : FIRST_FUNCTION + 8;
  if ((traits & TRAIT.negator) !== 0) return FIRST_FUNCTION + 1;
  if ((traits & TRAIT.report) !== 0) return FIRST_FUNCTION + 2;
  if ((traits & TRAIT.be) !== 0) return FIRST_FUNCTION + 3;
  if ((traits & TRAIT.modal) !== 0) return FIRST_FUNCTION + 4;
  if ((traits & TRAIT.preposition) !== 0) return FIRST_FUNCTION + 5;
  if ((traits & TRAIT.clauseOpener) !== 0) return FIRST_FUNCTION + 6;
  return FIRST_FUNCTION + 7;
}

/** Side and distance of the token at i, from 0. */
export function placeOf(i: number, from: number, to: number): number {
  return i < from ? DISTANCE[from - i]! : PLACES / 2 + DISTANCE[i - to + 1]!;
}

/** Whether the token shares clause and quotation with the mention: 0 to 5. */
export function clauseOf(sentence: SentenceView, i: number, from: number): number {
  const gap = sentence.clause[i]! - sentence.clause[from]!;
  const steps = gap === 0 ? 0 : gap === 1 || gap === -1 ? 1 : 2;
  return sentence.quoted[i] === sentence.quoted[from] ? steps : steps + 3;
}

/** By the preposition, how what it hangs on stands to the mention. */
function prepositionRole(traits: number): number {
  if ((traits & TRAIT.of) !== 0) return 11;
  if ((traits & TRAIT.by) !== 0) return 12;
  if ((traits & TRAIT.against) !== 0) return 13;
  if ((traits & TRAIT.to) !== 0) return 14;
  if ((traits & TRAIT.for) !== 0) return 15;
  if ((traits & TRAIT.from) !== 0) return 16;
  return (traits & TRAIT.with) !== 0 ? 17 : 1;
}

/** The name of a word's row for a group of roles. */
export const roleWord = (word: string, group: number): string => `${word} ${group}`;
export const ROLE_GROUPS = 8;

/** Of each role, the one that a word of harm has in its place; 0 where it makes no difference. */
const ROLE_OF_HARM = new Uint8Array(ROLES);
for (const [role, harmed] of [
  [8, 19],
  [10, 19],
  [11, 20],
  [13, 21],
  [14, 21],
  [16, 21],
  [9, 22],
  [12, 22],
  [5, 23],
  [18, 25],
] as const)
  ROLE_OF_HARM[role] = harmed;
const FIRST_OF_HARM = 19;
const BEFALLS = 24;

/** Roles by which the mention suffers what the word says. */
const SUFFERS = Uint8Array.from({ length: ROLES }, (_, role) =>
  [19, 20, 21, BEFALLS, 25].includes(role) ? 1 : 0,
);

/** Writes the role of each token near the mention, 0 for none; says whether by one of them the mention suffers harm. */
export function writeRoles(sentence: SentenceView, g: Grammar, roles: Uint8Array): boolean {
  let suffers = false;
  const set = (i: number, role: number): void => {
    if (i < 0) return;
    const traits = sentence.traits[i]!;
    const own =
      (traits & TRAIT.harm) !== 0 && ROLE_OF_HARM[role]! >= FIRST_OF_HARM
        ? ROLE_OF_HARM[role]!
        : (traits & TRAIT.misfortune) !== 0 && role === 9
          ? BEFALLS
          : role;
    roles[i] = own;
    if (SUFFERS[own] === 1) suffers = true;
  };
  set(g.governor, 18);
  if (g.prepositionHead >= 0) set(g.prepositionHead, prepositionRole(sentence.traits[g.preposition]!));
  set(g.modifier, 2);
  set(g.subjectObject, 3);
  set(g.possessedAdjective, 4);
  set(g.possessed, 5);
  set(g.complement, g.complementNegated ? 6 : 7);
  set(g.relativeVerb, g.relativePassive ? 8 : 9);
  set(g.subjectOf, g.subjectPassive ? 8 : 9);
  set(g.objectOf, 10);
  set(g.agentOf, 9);
  return suffers;
}

/** @param suffers - as `writeRoles` says. */
export function mentionKind(sentence: SentenceView, from: number, to: number, suffers: boolean): number {
  return formOf(sentence, from, to) + (suffers ? FORMS : 0);
}

function formOf(sentence: SentenceView, from: number, to: number): number {
  const t = sentence.traits[from]!;
  if ((t & TRAIT.possessivePronoun) !== 0) return 1;
  if ((t & TRAIT.subjectPronoun) !== 0) return 2;
  if ((t & TRAIT.objectPronoun) !== 0) return 3;
  return sentence.pos[to - 1] === POS.PROPN ? 4 : 0;
}
