/** Roles as titles, appositions and descriptions name them: "shadow foreign minister" is no foreign minister. */

/** Words that say whether somebody still or truly holds a role. */
const STATUS: ReadonlyMap<string, string> = new Map([
  ['former', 'former'],
  ['ex', 'former'],
  ['ex-', 'former'],
  ['then', 'former'],
  ['onetime', 'former'],
  ['one-time', 'former'],
  ['late', 'former'],
  ['acting', 'acting'],
  ['interim', 'acting'],
  ['caretaker', 'acting'],
]);
/** Words that make another role of the one behind them. */
const BLOCKING: ReadonlySet<string> = new Set([
  'shadow',
  'deputy',
  'vice',
  'assistant',
  'junior',
  'associate',
  'prime',
  'opposition',
  'under',
  'co',
  'sub',
  'lieutenant',
]);
/** Words before a role that say nothing of it. */
const EMPTY: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'new',
  'current',
  'incumbent',
  'outgoing',
  'own',
  'embattled',
  'longtime',
  'long-time',
  'senior',
  'powerful',
  'country',
  'nation',
  'state',
  "'s",
  'our',
  'their',
  'his',
  'her',
  'its',
  'popular',
  'controversial',
  'young',
  'old',
  'veteran',
]);
const SAME_HEAD: ReadonlyMap<string, string> = new Map([
  ['premier', 'prime minister'],
  ['chairwoman', 'chairman'],
  ['spokesperson', 'spokesman'],
  ['spokeswoman', 'spokesman'],
  ['congresswoman', 'congressman'],
  ['actress', 'actor'],
]);

/** A role: its head, and what stands before it. */
export interface Role {
  readonly head: string;
  readonly status: string;
  readonly blocking: string;
  readonly modifiers: readonly string[];
}

/** The role that words in lower case name, its head last. */
export function roleOf(words: readonly string[]): Role {
  const whole = words.flatMap((word, k) =>
    k === words.length - 1 ? (SAME_HEAD.get(word) ?? word).split(' ') : [word],
  );
  const before = whole.slice(0, -1);
  return {
    head: whole.at(-1)!,
    status: before.map((word) => STATUS.get(word) ?? '').find((status) => status !== '') ?? '',
    blocking: before
      .filter((word) => BLOCKING.has(word))
      .sort()
      .join(' '),
    modifiers: before.filter((word) => !STATUS.has(word) && !BLOCKING.has(word) && !EMPTY.has(word)),
  };
}

/** Whether a description may mean one who was given a role: the same head and standing, and no office that the role lacks. */
export function describes(description: Role, role: Role): boolean {
  return (
    description.head === role.head &&
    description.status === role.status &&
    description.blocking === role.blocking &&
    description.modifiers.every((word) => role.modifiers.includes(word))
  );
}

/** Whether a word before a title belongs to the role: "former", "shadow". */
export function qualifies(word: string): boolean {
  return STATUS.has(word) || BLOCKING.has(word);
}
