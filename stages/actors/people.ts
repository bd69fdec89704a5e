import type { Entity } from './entity.js';
import { foldName, nameParts } from './names.js';

const SUFFIX = /^(?:jr|sr|junior|ii|iii|iv)$/;
const NO_NAME = /^(?:jr|sr|junior|ii|iii|iv|dr|mr|mrs|ms)$/;

/** The people named in full in a document, found by the parts of their names. */
export class People {
  readonly #all: Entity[] = [];
  readonly #known = new Set<Entity>();
  readonly #byPart = new Map<string, number[]>();

  add(entity: Entity): void {
    if (this.#known.has(entity)) return;
    this.#known.add(entity);
    const index = this.#all.length;
    this.#all.push(entity);
    const parts = nameParts(foldName(entity.name));
    // "Smith-Jones" is also called "Jones".
    const halves = parts.filter((part) => part.includes('-')).flatMap((part) => part.split('-'));
    for (const part of new Set([...parts, ...halves.filter(({ length }) => length > 3)])) {
      const own = this.#byPart.get(part);
      if (own === undefined) this.#byPart.set(part, [index]);
      else own.push(index);
    }
  }

  /** The first person whose name may be another form of the one given. */
  same(parts: readonly string[]): Entity | undefined {
    let first = this.#all.length;
    for (const part of parts)
      for (const index of this.#byPart.get(part) ?? [])
        if (index < first && samePerson(nameParts(foldName(this.#all[index]!.name)), parts)) first = index;
    return this.#all[first];
  }

  /** The people of whose names the word is a part, by which people are called: no initial. */
  bearers(part: string): Entity[] {
    if (part.length < 2) return [];
    return (this.#byPart.get(part) ?? []).map((index) => this.#all[index]!);
  }
}

export function surnameOf(entity: Entity): string {
  return nameParts(foldName(entity.name)).findLast((part) => !SUFFIX.test(part)) ?? '';
}

export function isJunior(entity: Entity): boolean {
  return hasJunior(nameParts(foldName(entity.name)));
}

/** Whether a person may be called by the full name given. */
export function isPerson(entity: Entity, name: string): boolean {
  return samePerson(nameParts(foldName(entity.name)), nameParts(foldName(name)));
}

function hasJunior(parts: readonly string[]): boolean {
  return parts.includes('jr') || parts.includes('junior');
}

/** Whether two full names are of one person: the same, or one with a middle name, initial or further surname. */
function samePerson(a: readonly string[], b: readonly string[]): boolean {
  if (hasJunior(a) !== hasJunior(b)) return false;
  const x = a.filter((part) => !NO_NAME.test(part));
  const y = b.filter((part) => !NO_NAME.test(part));
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short.length < 2) return false;
  if (short.length === long.length) return short.every((part, i) => part === long[i]);
  // A middle name must be the first of the other: "Laura W." is not "Laura B. W.".
  if (short[0] === long[0] && short.at(-1) === long.at(-1)) return short.length === 2 || short[1] === long[1];
  // A contiguous stretch: "Anna Keller" of "Anna Keller Brandt".
  for (let at = 0; at + short.length <= long.length; at++)
    if (short.every((part, i) => part === long[at + i])) return true;
  return false;
}

/** Single initials between given name and surname are left out of keys: "laura b jensen" is "laura jensen". */
function keyOfPerson(folded: string): string {
  const parts = nameParts(folded);
  return parts.length === 3 && parts[1]!.length === 1 ? `${parts[0]} ${parts[2]}` : folded;
}

/** People are keyed by the full name that the document uses most; of equals, the longer. */
export function settleKeys(entities: readonly Entity[]): void {
  const taken = new Set(entities.map(({ key }) => key));
  for (const entity of entities) {
    if (entity.fixed || entity.type !== 'person') continue;
    let name = entity.name;
    let most = 0;
    for (const [surface, n] of entity.surfaces) {
      const parts = nameParts(foldName(surface));
      if (parts.length < 2) continue;
      if (n > most || (n === most && surface.length > name.length)) {
        most = n;
        name = surface;
      }
    }
    const key = keyOfPerson(foldName(name));
    if (key !== entity.key && taken.has(key)) continue;
    taken.delete(entity.key);
    taken.add(key);
    entity.key = key;
    entity.name = name;
  }
}
