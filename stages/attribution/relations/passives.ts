// Passives by rule: who stands after "by" speaks, and of some verbs what follows is said beyond doubt.
import { FLAG, POS } from '../../tokenising/annotation.js';
import type { TokenRange } from '../proposal.js';
import { type Clause, GROUP, phraseAfter, type Scene } from './clause.js';
import { settleSource, TIMES } from './settle.js';
import { KIND } from './word-kinds.js';

/** Words that open what is said after a passive's agent, and the participles that take them. */
const TAKES: Readonly<Record<string, string>> = {
  of: 'accused warned informed reminded assured advised told',
  for: 'criticised criticized praised condemned denounced lauded applauded commended thanked rebuked chided faulted blamed censured castigated lambasted slammed blasted mocked ridiculed derided scolded',
  as: 'described dismissed hailed denounced derided mocked attacked branded labelled labeled condemned lauded criticised criticized portrayed ridiculed rejected praised',
  that: 'told warned informed advised assured reminded',
  whether: 'asked told',
  to: 'told urged asked advised warned',
};
const OPENERS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(TAKES).map(([opener, participles]) => [opener, new Set(participles.split(' '))]),
);
const REPEATED = new Set(['quoted', 'cited', 'overheard', 'recorded', 'filmed', 'heard']);

/**
 * Who does what a passive tells: "was criticised by the auditor". Not what was done or when ("by failing", "by Friday").
 */
export function passiveAgent(scene: Scene, { group, after, until }: Clause): TokenRange | null {
  if ((group & GROUP.passive) === 0) return null;
  const { d, kindAt } = scene;
  const by = after < until && d.pos[after] === POS.ADV ? after + 1 : after;
  if (by + 1 >= until || kindAt[by] !== KIND.by) return null;
  const first = by + 1;
  const end = phraseAfter(scene, first, until);
  if (end <= first || d.pos[first] === POS.NUM) return null;
  return TIMES.has(d.vocabulary.wordOf(d.word[end - 1]!)) ? null : [first, end];
}

/** "Croft was quoted as saying": who is quoted speaks, whoever quotes. */
export function quotedSubject(
  scene: Scene,
  { group, head, after, until, subjectFirst, left }: Clause,
): TokenRange | null {
  const { d, kindAt } = scene;
  const says =
    (group & GROUP.passive) !== 0 &&
    subjectFirst < left &&
    after + 1 < until &&
    kindAt[after] === KIND.as &&
    scene.kinds.suffix(d.word[after + 1]!) === 1 &&
    REPEATED.has(d.vocabulary.wordOf(d.word[head]!));
  return says ? [subjectFirst, left] : null;
}

/**
 * What the agent of a passive says of its subject: "was criticised by the auditor, Ruth Vance, for hiding the cost". Null
 * where the verb or what follows leaves it to the models.
 */
export function saidByAgent(scene: Scene, clause: Clause): TokenRange | null {
  const agent = passiveAgent(scene, clause);
  if (agent === null) return null;
  const { d, kindAt, quoteAt } = scene;
  const { until } = clause;
  const word = (i: number): string => d.vocabulary.wordOf(d.word[i]!);
  // "by the auditor, Ruth Vance, for"
  let first = Math.max(agent[1], settleSource(scene, clause, agent)[1]);
  while (first < until && kindAt[first] === KIND.comma) first++;
  first = afterTime(scene, clause, first);
  if (first >= until || OPENERS.get(word(first))?.has(word(clause.head)) !== true) return null;
  let after = first + 1;
  for (; after < until; after++) {
    if (quoteAt[after]! >= 0 && clause.quote < 0) continue;
    const kind = kindAt[after]!;
    if (kind === KIND.comma || kind === KIND.semicolon || kind === KIND.dash) break;
    // "and was urged by him to stay"
    if (kind === KIND.coordinator && after + 1 < until && kindAt[after + 1] === KIND.be) break;
  }
  while (after > first && (d.flags[after - 1]! & FLAG.word) === 0 && quoteAt[after - 1]! < 0) after--;
  return after > first + 1 ? [first, after] : null;
}

/** "was warned by engineers in 2019 that": where "that" follows a few words later, they tell when or where. */
function afterTime({ d, kindAt }: Scene, { until }: Clause, first: number): number {
  if (first >= until || d.pos[first] !== POS.ADP || kindAt[first] === KIND.of || kindAt[first] === KIND.for)
    return first;
  for (let i = first + 1; i < Math.min(until, first + 5); i++) if (kindAt[i] === KIND.that) return i;
  return first;
}
