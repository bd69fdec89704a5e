import { columns, line, short } from '../terminal.js';
import { count, counted } from '../wording.js';
import type { ActorsList, Counted } from './model.js';

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

/** The list in plain text: a table of actors, then what may be one actor, then names left open. */
export function renderActorsTerminal(list: ActorsList, rows: number): string {
  const { documents, minimumDocuments, leftOut, actors, duplicates, open } = list;
  const shown = actors.slice(0, rows);
  const unnamed = ({ name, aliases }: (typeof actors)[number]): Counted[] =>
    aliases.filter((alias) => alias.name !== name);
  const outlets = shown.some((actor) => actor.outlets.length > 0);
  const header = ['actor', 'type', 'documents', 'mentions', ...(outlets ? ['outlets'] : [])];
  const lines = [
    `${counted(actors.length, 'actor')} in ${counted(documents, 'document')}${
      leftOut === 0 ? '' : `; ${count(leftOut)} more in fewer than ${minimumDocuments} documents are left out`
    }.`,
    '',
    ...columns(
      [
        [...header, 'also called'],
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
          some(unnamed(actor), ({ name }) => short(name)),
        ]),
      ],
      'left',
    ),
  ];
  if (actors.length > shown.length)
    lines.push('', `  … and ${count(actors.length - shown.length)} more: --rows, or --out for all.`);
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
    ? `The registry is in ${line(path)}: edit it and give it back with --registry.\n`
    : `The list is in ${line(path)}.\n`;
}
