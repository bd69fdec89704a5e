/** People by the parts of their names. */
import type { Entity } from '../entity.js';
import { foldName, type Name, nameParts } from '../gazetteer/names.js';

const SUFFIX = /^(?:jr|sr|junior|ii|iii|iv)$/;
const NO_NAME = /^(?:jr|sr|junior|ii|iii|iv|dr|mr|mrs|ms)$/;

const NOBODY: readonly Entity[] = [];

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
    for (const part of entity.parts) {
      this.#note(part, index);
      // "Smith-Jones" is also called "Jones".
      if (part.includes('-'))
        for (const half of part.split('-')) if (half.length > 3) this.#note(half, index);
    }
  }

  #note(part: string, index: number): void {
    const own = this.#byPart.get(part);
    if (own === undefined) this.#byPart.set(part, [index]);
    else if (own.at(-1) !== index) own.push(index);
  }

  /** The first person whose name may be another form of the one given. */
  same(parts: readonly string[]): Entity | undefined {
    let first = this.#all.length;
    for (const part of parts) {
      const own = this.#byPart.get(part);
      if (own === undefined) continue;
      for (const index of own) if (index < first && samePerson(this.#all[index]!.parts, parts)) first = index;
    }
    return this.#all[first];
  }

  /** The people of whose names the word is a part, by which people are called: no initial. */
  bearers(part: string): readonly Entity[] {
    const own = part.length < 2 ? undefined : this.#byPart.get(part);
    return own === undefined ? NOBODY : own.map((index) => this.#all[index]!);
  }
}

export function surnameOf(entity: Entity): string {
  const { parts } = entity;
  // Of "Ashby of Wray", a peer's name.
  const of = parts.indexOf('of');
  let k = of > 0 ? of - 1 : parts.length - 1;
  while (k >= 0 && SUFFIX.test(parts[k]!)) k--;
  return k < 0 ? '' : parts[k]!;
}

export function isJunior(entity: Entity): boolean {
  return hasJunior(entity.parts);
}

/** Whether a person may be called by the full name given. */
export function isPerson(entity: Entity, name: string): boolean {
  return samePerson(entity.parts, nameParts(foldName(name)));
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
function keyOfPerson({ folded, parts }: Name): string {
  return parts.length === 3 && parts[1]!.length === 1 ? `${parts[0]} ${parts[2]}` : folded;
}

/** People are keyed by the full name that the document uses most; of equals, the longer. */
export function settleKeys(entities: readonly Entity[], nameOf: (surface: string) => Name): void {
  let taken: Set<string> | undefined;
  for (const entity of entities) {
    if (entity.fixed || entity.type !== 'person') continue;
    let { name } = entity;
    let most = 0;
    entity.surfaces.forEach((surface, k) => {
      const n = entity.counts[k]!;
      if (!surface.includes(' ') || nameOf(surface).parts.length < 2) return;
      if (n > most || (n === most && surface.length > name.length)) {
        most = n;
        name = surface;
      }
    });
    const settled = nameOf(name);
    const key = keyOfPerson(settled);
    if (key !== entity.key) {
      taken ??= new Set(entities.map((other) => other.key));
      if (taken.has(key)) continue;
      taken.delete(entity.key);
      taken.add(key);
      entity.key = key;
    }
    entity.name = name;
    entity.parts = settled.parts;
  }
}
