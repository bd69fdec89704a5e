/** Which documents of a corpus are looked at, and under which outlet's name. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { diskErrorText } from '../../base/output-file.js';
import { nearestName, UserError } from '../../base/user-error.js';
import type { ActorRegistry, JoinedActors } from './joined-actors.js';
import { sqlText } from './sql.js';

export interface Selection {
  /** A condition on a document in DuckDB's words, checked by `conditionColumns`; all documents without it. */
  readonly where?: string;
  /** Names of outlets and those that take their place, before the condition is asked. */
  readonly rename?: ReadonlyMap<string, string>;
  /** Joins and splits actors; those of the analysis without it. */
  readonly registry?: ActorRegistry;
}

/** What a selection came to. */
export interface Selected {
  readonly kept: number;
  readonly leftOut: number;
  /** Names to be replaced that no document bears. */
  readonly unknown: readonly string[];
  /** Names of outlets in the corpus, as they were. */
  readonly outlets: readonly string[];
  /** What the registry came to; null without one. */
  readonly joined: JoinedActors | null;
}

export const isEmpty = ({ where, rename, registry }: Selection): boolean =>
  where === undefined && registry === undefined && (rename === undefined || rename.size === 0);

/** The outlet's name in SQL, with others in place of those that are replaced. */
export function renamedOutlet(rename: ReadonlyMap<string, string>): string {
  const texts = (values: Iterable<string>): string => `[${Array.from(values, sqlText).join(', ')}]`;
  return `coalesce(map_extract_value(map(${texts(rename.keys())}, ${texts(rename.values())}), outlet), outlet)`;
}

/**
 * Reads a CSV file of two columns: an outlet's name as the corpus writes it, and the name that takes its place. A first row
 * `old,new` is a heading.
 *
 * @throws UserError where the file cannot be read, a row is not a pair, or a name has two successors.
 */
export function readOutletNames(file: string): ReadonlyMap<string, string> {
  const wrong = (where: string, why: string): UserError =>
    new UserError({
      what: 'this is no list of outlet names',
      where,
      why,
      remedy: 'Write a CSV file with two columns: the name as the corpus writes it, and the name to use.',
    });
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw wrong(file, diskErrorText(error) ?? 'there is no such file');
  }
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const names = new Map<string, string>();
  data.forEach((row, index) => {
    const [old, fresh] = row.map((cell) => cell.trim());
    const where = `${file}, row ${index + 1}`;
    if (index === 0 && old?.toLowerCase() === 'old' && fresh?.toLowerCase() === 'new') return;
    if (row.length !== 2 || !old || !fresh) throw wrong(where, `it has not two names: ${row.join(',')}`);
    if (names.has(old) && names.get(old) !== fresh)
      throw wrong(where, `'${old}' has become '${names.get(old)}' already`);
    names.set(old, fresh);
  });
  for (const [old, fresh] of names)
    if (names.has(fresh) && names.get(fresh) !== fresh)
      throw wrong(file, `'${old}' becomes '${fresh}', which itself becomes '${names.get(fresh)}'`);
  return names;
}

/** What to tell of names that stand nowhere in the corpus; null where there are none. */
export function unknownNames({ unknown, outlets }: Pick<Selected, 'unknown' | 'outlets'>): string | null {
  if (unknown.length === 0) return null;
  const listed = unknown.slice(0, 10).map((name) => {
    const near = nearestName(name, outlets);
    return near === undefined ? `'${name}'` : `'${name}' (did you mean '${near}'?)`;
  });
  return `${unknown.length === 1 ? 'one name is' : `${unknown.length} names are`} no outlet of the corpus: ${listed.join(', ')}${unknown.length > 10 ? ' …' : ''}`;
}
