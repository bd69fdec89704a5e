/** Which documents a command looks at: the same two options on every command that takes a corpus or an analysis. */
import type { Options } from 'yargs';
import type { Selected, Selection } from '../pipeline/store/selection.js';
import { note, printable } from './terminal.js';

export const selectionOptions = {
  where: {
    type: 'string',
    requiresArg: true,
    group: 'Selection:',
    describe: `Only documents that meet a condition, in SQL: "opinion = true AND published >= '2015'"`,
  },
  rename: {
    type: 'string',
    requiresArg: true,
    group: 'Selection:',
    describe: 'CSV of two columns, old and new: other names for outlets, so that one has one name',
  },
} as const satisfies Record<string, Options>;

/** The selection that the command line asks for; an empty one where it asks for none. */
export async function selectionFrom(values: Readonly<Record<string, unknown>>): Promise<Selection> {
  const { where, rename } = values as { where?: string; rename?: string };
  if (where === undefined && rename === undefined) return {};
  const { readOutletNames } = await import('../pipeline/store/selection.js');
  return {
    ...(where === undefined ? {} : { where }),
    ...(rename === undefined ? {} : { rename: readOutletNames(rename) }),
  };
}

/** Says what a selection came to, on standard error. */
export async function tellSelected(
  selected: Selected,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { unknownNames } = await import('../pipeline/store/selection.js');
  const { where, rename } = values as { where?: string; rename?: string };
  if (where !== undefined)
    note(`--where keeps ${selected.kept} of ${selected.kept + selected.leftOut} documents.`);
  const unknown = unknownNames(selected);
  if (unknown !== null) process.stderr.write(printable(`${rename ?? ''}: ${unknown}.\n`));
}
