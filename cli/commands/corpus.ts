/** `hedgerow corpus`: describes a corpus before it is analysed. */
import { UserError } from '../../base/user-error.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusFrom, corpusOptions } from '../corpus-options.js';
import { withFlags } from '../flag-names.js';
import { selectionOptions, tellSelected } from '../selection-options.js';
import { strictCorpus } from '../strict-corpus.js';
import { printable, progressBar } from '../terminal.js';
import { writeResult } from '../write-file.js';

export const corpus = defineCommand({
  usage: 'corpus <input..>',
  summary: 'Describe a corpus before any analysis, or import it into one Parquet file',
  positionals: {
    input: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Files, folders, globs, or -; after the word `import`, what to import',
    },
  },
  options: {
    json: { type: 'string', describe: 'Write the description as JSON: to a file, or - for standard output' },
    out: { type: 'string', requiresArg: true, describe: 'With `import`: the Parquet file to write' },
    'repeated-lines': {
      type: 'string',
      requiresArg: true,
      describe: 'Also write the lines that outlets repeat, hashed, for `hedgerow serve` and Spark',
    },
    strict: { type: 'boolean', default: false, describe: 'Stop at the first record that would be rejected' },
    ...selectionOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow corpus articles.csv', 'documents, outlets, dates, lengths, duplicates, rejects'],
    ['hedgerow corpus archive/ --json -', 'the same as JSON'],
    ['hedgerow corpus import archive/ --out corpus.parquet', 'everything in one Parquet file'],
  ],
  async run(values): Promise<ExitStatus> {
    return values.input[0] === 'import'
      ? importInto(values.input.slice(1), values)
      : describe(values.input, values);
  },
});

type Values = Parameters<typeof corpusFrom>[1];

async function describe(inputs: readonly string[], values: Values): Promise<ExitStatus> {
  if (values.out !== undefined)
    throw new UserError({
      what: '--out belongs to `hedgerow corpus import`',
      remedy: 'Write `hedgerow corpus import CORPUS --out FILE`, or --json FILE for the description.',
    });
  const { describeCorpus } = await import('../../corpora/survey/describe.js');
  const opened = await corpusFrom(inputs, values);
  const bar = progressBar('records');
  try {
    const description = await describeCorpus(
      values.strict === true ? strictCorpus(opened) : opened,
      (read, total) => {
        if (read % 256 === 0) bar.update(read, total);
      },
    );
    bar.stop();
    if (opened.selected !== undefined) await tellSelected(opened.selected(), values);
    const { json, 'repeated-lines': repeated } = values as { json?: string; 'repeated-lines'?: string };
    if (repeated !== undefined)
      writeResult(repeated, `${JSON.stringify((await opened.survey()).repeatedLines)}\n`);
    if (json !== undefined) {
      const text = `${JSON.stringify({ format: 'hedgerow-corpus/1', ...description }, null, 2)}\n`;
      if (json === '-' || json === '') process.stdout.write(text);
      else writeResult(json, text);
    }
    if (json === undefined || (json !== '-' && json !== '')) {
      const { renderCorpusTerminal } = await import('../../reports/corpus-terminal.js');
      process.stdout.write(printable(withFlags(renderCorpusTerminal(description, inputs.join(', ')))));
    }
    return description.rejected > 0 ? 1 : 0;
  } finally {
    bar.stop();
  }
}

async function importInto(inputs: readonly string[], values: Values): Promise<ExitStatus> {
  const { out } = values as { out?: string };
  if (inputs.length === 0 || out === undefined)
    throw new UserError({
      what: inputs.length === 0 ? 'no corpus is given' : 'it is not said where to write',
      remedy:
        'Write `hedgerow corpus import CORPUS --out FILE.parquet`. A folder called `import` is `./import`.',
    });
  const { importCorpus } = await import('../../pipeline/run/import-corpus.js');
  const opened = await corpusFrom(inputs, values);
  const bar = progressBar('records');
  try {
    const { documents, rejected } = await importCorpus(
      values.strict === true ? strictCorpus(opened) : opened,
      out,
      {
        onRecord: (read, total) => {
          if (read % 256 === 0) bar.update(read, total);
        },
        onReject: ({ source, place, message }) =>
          process.stderr.write(
            `rejected: ${printable(`${source}${place === null ? '' : `, ${place}`}: ${message}`)}\n`,
          ),
      },
    );
    bar.stop();
    if (opened.selected !== undefined) await tellSelected(opened.selected(), values);
    process.stderr.write(
      `${documents} documents written to ${printable(out)}, ${rejected === 0 ? 'none' : rejected} rejected.\n`,
    );
    return rejected > 0 ? 1 : 0;
  } finally {
    bar.stop();
  }
}
