/** The list of actors in plain text. */
import { count, counted } from '../base/wording.js';
import type { ActorsList, Counted, ListedActor } from '../pipeline/actors/actor-list-model.js';
import { columns, line, short } from './terminal.js';

const NAMES_SHOWN = 4;
const LONGEST_NAMES = 60;

/** Names parted by commas, as many as fit. */
function some(items: readonly Counted[], shown: (item: Counted) => string): string {
  let text = '';
  for (const item of items.slice(0, NAMES_SHOWN)) {
    const next = text === '' ? shown(item) : `${text}, ${shown(item)}`;
    if (text !== '' && [...next].length > LONGEST_NAMES) break;
    text = next;
  }
  return [...text].slice(0, LONGEST_NAMES).join('');
}

/** A table of actors: type, documents, mentions, outlets if there are any, other names. */
function table(title: string, actors: readonly ListedActor[], rows: number): string[] {
  const shown = actors.slice(0, rows);
  const outlets = shown.some((actor) => actor.outlets.length > 0);
  return columns(
    [
      [title, 'type', 'documents', 'mentions', ...(outlets ? ['outlets'] : []), 'also called'],
      ...shown.map((actor) => [
        short(actor.name),
        actor.type,
        count(actor.documents),
        count(actor.mentions),
        ...(outlets
          ? [
              actor.outlets.length === 0
                ? '–'
                : `${count(actor.outlets.length)}: ${short(`${actor.outlets[0]!.name} ${count(actor.outlets[0]!.documents)}`)}`,
            ]
          : []),
        some(
          actor.aliases.filter(({ name }) => name !== actor.name),
          ({ name }) => short(name),
        ),
      ]),
    ],
    'left',
  );
}

/** The list in plain text: tables of actors and of places, then what may be one actor, then names left open. */
export function renderActorsTerminal(list: ActorsList, rows: number): string {
  const { documents, minimumDocuments, leftOut, noActors, duplicates, open } = list;
  const actors = list.actors.filter(({ place }) => !place);
  const places = list.actors.filter(({ place }) => place);
  const lines = [
    `${counted(actors.length, 'actor')} and ${counted(places.length, 'place')} in ${counted(documents, 'document')}${
      leftOut === 0 ? '' : `; ${count(leftOut)} more in fewer than ${minimumDocuments} documents are left out`
    }.${noActors === 0 ? '' : ` ${counted(noActors, 'name')} of creeds, languages and the like left out.`}`,
    '',
    ...table('actor', actors, rows),
  ];
  if (actors.length > rows)
    lines.push(
      '',
      `  … and ${count(actors.length - rows)} more: by the option \`rows\`, or all by the option \`out\`.`,
    );
  if (places.length > 0)
    lines.push(
      '',
      'Places, where a government or another actor is not plainly meant:',
      ...table('place', places, Math.ceil(rows / 4)),
      ...more(places.length, Math.ceil(rows / 4)),
    );
  if (duplicates.length > 0)
    lines.push(
      '',
      'May be one actor under two keys:',
      ...columns(
        duplicates.slice(0, rows / 2).map(({ key, other, reason }) => [short(key), short(other), reason]),
        'left',
      ),
      ...more(duplicates.length, rows / 2),
    );
  if (open.length > 0)
    lines.push(
      '',
      'Names found, but not whose they are:',
      ...columns(
        open
          .slice(0, rows / 2)
          .map(({ surface, status, mentions, documents: n }) => [
            short(surface),
            status,
            counted(mentions, 'mention'),
            `in ${counted(n, 'document')}`,
          ]),
        'left',
      ),
      ...more(open.length, rows / 2),
    );
  return `${lines.map((text) => (text === '' ? '' : text.trimEnd())).join('\n')}\n`;
}

function more(all: number, shown: number): string[] {
  return all > shown ? [`  … and ${count(all - Math.floor(shown))} more.`] : [];
}

/** A line on where the list was written. */
export function writtenActors(path: string, format: string): string {
  return format === 'yaml'
    ? `The registry is in ${line(path)}: edit it and give it back with the option \`actors.registry\`.\n`
    : `The list is in ${line(path)}.\n`;
}
