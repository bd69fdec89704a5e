import { UserError } from '../../base/user-error.js';
import type { ConcordanceKind, ConcordanceOrder } from '../../queries/concordance.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { selectionOptions } from '../selection-options.js';
import { stageOptions } from '../stage-options.js';
import { note, printable } from '../terminal.js';
import { writeResult } from '../write-file.js';

const KINDS = [
  'text',
  'hedges',
  'attributions',
  'mentions',
  'frames',
] as const satisfies readonly ConcordanceKind[];
const ORDERS = ['date', 'outlet', 'left', 'right'] as const satisfies readonly ConcordanceOrder[];

export const kwic = defineCommand({
  usage: 'kwic <corpus> <pattern>',
  summary: 'Show a word, phrase or lemma in context, wherever it stands in a corpus',
  positionals: {
    corpus: { type: 'string', demandOption: true, describe: 'Folder of an analysis, or a corpus' },
    pattern: {
      type: 'string',
      demandOption: true,
      describe:
        'Words in a row: sanction (all its forms), =sanction (only this form), econom*, some|many, _ (any word); * alone, with --in: every hit',
    },
  },
  options: {
    in: {
      type: 'string',
      choices: KINDS,
      default: 'text' as const,
      describe:
        'Only where a hit of this kind stands: a hedge, what a source says, a mention, evidence of a frame',
    },
    sort: {
      type: 'string',
      choices: ORDERS,
      default: 'date' as const,
      describe: 'Order of the lines: by date, outlet, or the words to the left or right',
    },
    match: {
      type: 'string',
      choices: ['lemma', 'exact'] as const,
      default: 'lemma' as const,
      describe: 'How a word without a sign matches: in all its forms, or as written',
    },
    csv: {
      type: 'string',
      requiresArg: true,
      describe: 'Write all lines to a CSV file, or - for standard output',
    },
    limit: { type: 'number', default: 50, requiresArg: true, describe: 'Lines shown on the terminal' },
    context: {
      type: 'number',
      default: 60,
      requiresArg: true,
      describe: 'Characters of context on each side, at most',
    },
    workers: { type: 'number', requiresArg: true, describe: 'Worker threads for a corpus not analysed yet' },
    cache: { type: 'string', requiresArg: true, describe: 'Folder for analyses of corpora' },
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow kwic analysis "peace process"', 'a phrase'],
    ['hedgerow kwic analysis "econom* crisis" --sort right --csv crisis.csv', 'sorted by what follows'],
    ['hedgerow kwic analysis may --in hedges --where "outlet = \'Dawn\'"', 'only where it hedges'],
  ],
  async run(values) {
    for (const option of ['limit', 'context'] as const)
      if (!(Number.isInteger(values[option]) && values[option] > 0))
        throw new UserError({
          what: `'${values[option]}' is no number of ${option === 'limit' ? 'lines' : 'characters'}`,
          where: `--${option}`,
          remedy: 'Give a whole number of 1 or more.',
        });
    const store = await openAnalysisOrCorpus(values.corpus, values);
    try {
      const { concordance } = await import('../../queries/concordance.js');
      const { ENGLISH } = await import('../../language/en/english.js');
      const found = await concordance(store, {
        pattern: values.pattern,
        language: ENGLISH,
        match: values.match,
        kind: values.in,
        order: values.sort,
        context: values.context,
        ...(values.csv === undefined ? { limit: values.limit } : {}),
        onBuild: () => note('Making the index of words, once for this analysis …'),
      });
      const { concordanceCsv, renderConcordance } = await import('../../reports/concordance-terminal.js');
      if (values.csv === '-') {
        process.stdout.write(concordanceCsv(found.lines));
        return 0;
      }
      process.stdout.write(
        renderConcordance(found, values.pattern, {
          width: process.stdout.columns ?? 140,
          limit: values.limit,
          more: ' (--limit, --csv)',
          styled: process.stdout.isTTY === true,
          printable,
        }),
      );
      if (values.csv !== undefined) {
        writeResult(values.csv, concordanceCsv(found.lines));
        note(`${found.lines.length} lines in ${values.csv}.`);
      }
      return 0;
    } finally {
      store.close();
    }
  },
});
