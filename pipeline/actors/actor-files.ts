/** Writes the list of actors as a registry, a table or JSON. */
import { stringify } from 'yaml';
import { csvText } from '../../base/spreadsheet-cell.js';
import { counted } from '../../base/wording.js';
import type { ActorsList, ListedActor } from './actor-list-model.js';

export const ACTOR_FORMATS = ['yaml', 'csv', 'json'] as const;
export type ActorFormat = (typeof ACTOR_FORMATS)[number];

/** The list in a format: `yaml` is a registry, to be edited; `csv` a row an actor; `json` all of it. */
export function actorsFile(list: ActorsList, format: ActorFormat): string {
  if (format === 'json') return `${JSON.stringify(list, null, 1)}\n`;
  return format === 'csv' ? actorsCsv(list) : registryOf(list);
}

/** Names within a cell are parted by semicolons; cells that a spreadsheet would take for a formula are guarded. */
function actorsCsv({ actors, duplicates }: ActorsList): string {
  const twins = new Map(duplicates.map(({ key, other }) => [other, key]));
  const rows = actors.map((actor) => ({
    key: actor.key,
    name: actor.name,
    type: actor.type,
    documents: actor.documents,
    mentions: actor.mentions,
    named_mentions: actor.named_mentions,
    outlets: actor.outlets.map(({ name, documents }) => `${name} ${documents}`).join('; '),
    aliases: actor.aliases.map(({ name }) => name).join('; '),
    likely_duplicate_of: twins.get(actor.key) ?? '',
    place: actor.place,
  }));
  return csvText(
    [
      'key',
      'name',
      'type',
      'documents',
      'mentions',
      'named_mentions',
      'outlets',
      'aliases',
      'likely_duplicate_of',
      'place',
    ],
    rows,
  );
}

const HEAD = `# A registry of actors, to be edited and given back.
# An entry is one actor: its name, then other names for it. To merge two actors, put the name and aliases of one
# among the aliases of the other and take its entry out; to split one, give the alias an entry of its own. A name
# may stand in one entry only. Type (person, organisation, location, facility, norp), key and notes may be left out.
`;

/**
 * The list as a registry. Given back as it is, it changes nothing but what is sure: names that several actors have
 * and single names of people, which the text around has to tell, are in the notes and not among the aliases.
 */
export function registryOf({ actors, duplicates, open }: ActorsList): string {
  const owners = new Map<string, number>();
  for (const { name, aliases } of actors)
    for (const form of new Set([name, ...aliases.map((alias) => alias.name)]))
      owners.set(form, (owners.get(form) ?? 0) + 1);
  const twins = new Map<string, string[]>();
  for (const { key, other, reason } of duplicates)
    twins.set(key, [...(twins.get(key) ?? []), `${other} (${reason})`]);
  const names = new Set<string>();
  const entries = actors.flatMap((actor) => {
    // The same name may be the fullest of two keys; the one of more documents has it.
    if (names.has(actor.name)) return [];
    names.add(actor.name);
    return [entryOf(actor, owners, twins.get(actor.key) ?? [])];
  });
  const unsettled = open
    .slice(0, 100)
    .map(
      ({ surface, status, mentions }) =>
        `#   ${JSON.stringify(surface)}: ${status}, ${counted(mentions, 'mention')}`,
    );
  const tail =
    unsettled.length === 0
      ? ''
      : `\n# Names that the texts left open. An entry or an alias here gives them to one actor everywhere.\n${unsettled.join('\n')}\n`;
  return `${HEAD}\n${stringify(entries, { lineWidth: 110 })}${tail}`;
}

function entryOf(
  { key, name, type, aliases, documents, mentions }: ListedActor,
  owners: ReadonlyMap<string, number>,
  twins: readonly string[],
): object {
  const others = aliases.map((alias) => alias.name).filter((alias) => alias !== name);
  const sure = others.filter(
    (alias) => owners.get(alias) === 1 && (type !== 'person' || alias.includes(' ')),
  );
  const told = others.filter((alias) => !sure.includes(alias));
  const notes = [
    `${counted(documents, 'document')}, ${counted(mentions, 'mention')}`,
    ...(told.length === 0 ? [] : [`also called, where the text tells: ${told.join(', ')}`]),
    ...(twins.length === 0 ? [] : [`may be the same: ${twins.join(', ')}`]),
  ];
  return { name, key, type, ...(sure.length === 0 ? {} : { aliases: sure }), notes: notes.join('; ') };
}
