/** The options of reading a corpus, on every command that takes one. */
import type { Options } from 'yargs';
import { UserError } from '../base/user-error.js';
import type { Corpus } from '../corpora/document.js';
import { type CorpusLimits, LIMITS } from '../corpora/input/limits.js';
import { FIELD_COLUMNS } from '../corpora/mapping/column-names.js';
import type { OpenCorpusOptions } from '../corpora/open-corpus.js';
import { READING_OPTIONS } from '../corpora/reading-options.js';
import type { SelectedCorpus } from '../pipeline/run/selected-corpus.js';
import { flagsOf, optionsFrom } from './described-options.js';
import { flagOf, withFlags } from './flag-names.js';
import { selectionFrom } from './selection-options.js';

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

const limitOptions: Record<string, Options> = Object.fromEntries(
  LIMITS.map(({ name, fallback, description }) => [
    flagOf(name),
    {
      type: 'number',
      requiresArg: true,
      group: 'Limits:',
      describe: fallback === null ? description : `${description} (default: ${fallback})`,
    } satisfies Options,
  ]),
);

/** How a corpus is read: the same on every command that takes one. */
export const corpusOptions = {
  ...columnOptions,
  ...flagsOf(READING_OPTIONS, 'Corpus:'),
  ...limitOptions,
} as const satisfies Record<string, Options>;

/** The limits that the command line names, in the library's units. */
function limitsFrom(values: Readonly<Record<string, unknown>>): Partial<CorpusLimits> {
  const limits: Record<string, number> = {};
  for (const { name, unit } of LIMITS) {
    const value = values[flagOf(name)];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value > 0)) {
      throw new UserError({
        what: 'a limit must be a number above 0',
        where: `--${flagOf(name)}`,
        remedy: `Give a number${unit === 1 ? '' : ', fractions allowed'}, or leave the option out.`,
      });
    }
    limits[name] = Math.round(value * unit);
  }
  return limits as Partial<CorpusLimits>;
}

/** Opens a corpus as the command line describes it, and selects from it where that is asked. */
export async function corpusFrom(
  inputs: string | readonly string[],
  values: Readonly<Record<string, unknown>>,
): Promise<Corpus & Partial<Pick<SelectedCorpus, 'selected'>>> {
  const { openCorpus } = await import('../corpora/open-corpus.js');
  const corpus = withFlagsInRejects(openCorpus(inputs, openOptionsFrom(values)));
  if (values.where === undefined && values.rename === undefined) return corpus;
  const { selectCorpus } = await import('../pipeline/run/selected-corpus.js');
  return selectCorpus(corpus, await selectionFrom(values));
}

/** The corpus with its rejects told in terms of flags. */
function withFlagsInRejects(corpus: Corpus): Corpus {
  return {
    ...corpus,
    read: async function* () {
      for await (const item of corpus.read())
        yield item.kind === 'reject'
          ? {
              ...item,
              reject: {
                ...item.reject,
                message: withFlags(item.reject.message),
                remedy: withFlags(item.reject.remedy),
              },
            }
          : item;
    },
  };
}

/** How the command line says a corpus is to be read. */
export function openOptionsFrom(values: Readonly<Record<string, unknown>>): OpenCorpusOptions {
  const columns = Object.fromEntries(
    FIELD_COLUMNS.flatMap(({ option }): [string, string | null][] => {
      // yargs turns --no-id-column into false.
      const value = values[flagOf(option)];
      if (value === false) return [[option, null]];
      return typeof value === 'string' ? [[option, value]] : [];
    }),
  );
  return {
    ...columns,
    ...optionsFrom(READING_OPTIONS, values),
    ...limitsFrom(values),
  };
}
