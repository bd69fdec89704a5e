/** The user's registry of actors: reading, checking, looking up. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../../base/user-error.js';
import { parseYaml } from '../../../base/yaml-text.js';
import type { ActorType } from '../annotation.js';
import { foldName } from './names.js';

const TYPES = ['person', 'organisation', 'location', 'facility', 'norp'] as const;

/** One actor of a user's registry. */
export interface RegisteredActor {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Null keeps the type that the text suggests. */
  readonly type: ActorType | null;
  readonly notes: string | null;
}

const entrySchema = z.strictObject({
  name: z.string().trim().min(1),
  key: z.string().trim().min(1).optional(),
  aliases: z.array(z.coerce.string().trim().min(1)).default([]),
  type: z.enum(TYPES).optional(),
  notes: z.string().nullish(),
});

const REMEDY =
  "The file is a list of actors, each with 'name' and, if wanted, 'aliases' (a list), 'type' (" +
  `${TYPES.join(', ')}), 'key' and 'notes'.`;

/**
 * Reads a registry of actors: a YAML list of `name`, `aliases`, `type`, `notes`. Names and aliases of one entry
 * become one actor (merge); an alias listed under another entry goes there (split).
 *
 * @throws UserError naming the line, when the file cannot be read, is no such list, or gives a name to two actors.
 */
export function readRegistry(path: string): RegisteredActor[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError({
      what: 'the registry of actors cannot be read',
      where: path,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give the path of a YAML file.',
    });
  }
  return parseRegistry(content, path);
}

/** @throws UserError as `readRegistry` does. */
export function parseRegistry(content: string, path: string): RegisteredActor[] {
  const { document, lines, value: raw } = parseYaml(content, path, 'the registry of actors', REMEDY);
  const lineOf = (...at: (string | number)[]): number => {
    const node = document.getIn(at, true) as { range?: readonly number[] } | undefined;
    return node?.range === undefined ? 1 : lines.linePos(node.range[0]!).line;
  };
  if (!Array.isArray(raw)) {
    throw new UserError({
      what: 'the registry of actors is not a list',
      where: `${path}, line 1`,
      remedy: REMEDY,
    });
  }
  const owner = new Map<string, { readonly name: string; readonly line: number }>();
  return raw.map((item: unknown, i) => {
    const parsed = entrySchema.safeParse(item);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      const at = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
      throw new UserError({
        what: `entry ${i + 1} of the registry is wrong`,
        where: `${path}, line ${lineOf(i, ...at)}${at.length === 0 ? '' : `, ${at.join('.')}`}`,
        why: issue.message,
        remedy: REMEDY,
      });
    }
    const { name, key, aliases, type, notes } = parsed.data;
    [name, ...aliases].forEach((surface, k) => {
      const line = k === 0 ? lineOf(i, 'name') : lineOf(i, 'aliases', k - 1);
      const other = owner.get(surface);
      if (other !== undefined && other.name !== name) {
        throw new UserError({
          what: `'${surface}' is given to two actors`,
          where: `${path}, line ${line}`,
          why: `line ${other.line} gives it to '${other.name}'`,
          remedy: 'Keep it in one of the two entries.',
        });
      }
      owner.set(surface, { name, line });
    });
    return { key: key ?? foldName(name), name, aliases, type: type ?? null, notes: notes ?? null };
  });
}

/** Looks a surface form up: as written first, then folded where that is no short acronym. */
export function registryLookup(
  actors: readonly RegisteredActor[],
): (surface: string) => RegisteredActor | undefined {
  if (actors.length === 0) return () => undefined;
  const exact = new Map<string, RegisteredActor>();
  const folded = new Map<string, RegisteredActor>();
  for (const actor of actors) {
    for (const surface of [actor.name, ...actor.aliases]) {
      exact.set(surface, actor);
      if (surface.length > 4 || surface !== surface.toUpperCase()) folded.set(foldName(surface), actor);
    }
  }
  return (surface) => {
    const bare = surface.replace(/['’]s?$/u, '').replace(/^[Tt]he\s+/, '');
    return exact.get(surface) ?? exact.get(bare) ?? folded.get(foldName(surface));
  };
}
