import type { Options } from 'yargs';
import { type ColumnOption, FIELD_COLUMNS } from '../corpora/column-names.js';
import { DATE_ORDERS, type DateOrder } from '../corpora/dates.js';
import type { Corpus } from '../corpora/document.js';
import type { OpenCorpusOptions } from '../corpora/open-corpus.js';

/** `textColumn` as the command line spells it: `text-column`. */
const flagOf = (option: ColumnOption): string => option.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

const columnOptions: Record<string, Options> = Object.fromEntries(
  FIELD_COLUMNS.map(({ option, description, columns }) => [
    flagOf(option),
    {
      type: 'string',
      group: 'Corpus:',
      describe: `Column of the ${description} (usual: ${columns.slice(0, 4).join(', ')} …)`,
    } satisfies Options,
  ]),
);

/** How a corpus is read: the same on every command that takes one. */
export const corpusOptions = {
  ...columnOptions,
  'date-order': {
    type: 'string',
    choices: DATE_ORDERS,
    group: 'Corpus:',
    describe: 'Resolves dates such as 03/04/2024',
  },
  'any-language': {
    type: 'boolean',
    default: false,
    group: 'Corpus:',
    describe: 'Analyse documents in other languages than English too',
  },
  'max-text-megabytes': {
    type: 'number',
    default: 20,
    group: 'Corpus:',
    describe: 'A larger document is rejected',
  },
} as const satisfies Record<string, Options>;

/** Opens a corpus as the command line describes it. */
export async function corpusFrom(
  inputs: string | readonly string[],
  values: Readonly<Record<string, unknown>>,
): Promise<Corpus> {
  const { openCorpus } = await import('../corpora/open-corpus.js');
  const columns = Object.fromEntries(
    FIELD_COLUMNS.flatMap(({ option }): [string, string | null][] => {
      // yargs turns --no-id-column into false.
      const value = values[flagOf(option)];
      if (value === false) return [[option, null]];
      return typeof value === 'string' ? [[option, value]] : [];
    }),
  );
  const options: OpenCorpusOptions = {
    ...columns,
    ...(values['date-order'] === undefined ? {} : { dateOrder: values['date-order'] as DateOrder }),
    anyLanguage: values['any-language'] === true,
    maxTextBytes: Math.round(Number(values['max-text-megabytes']) * 1e6),
  };
  return openCorpus(inputs, options);
}
