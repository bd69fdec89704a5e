/** `hedgerow kwic`: a concordance of words, of annotations, or of what is behind a cell. */
import { UserError } from '../../base/user-error.js';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import type {
  Concordance,
  ConcordanceKind,
  ConcordanceOrder,
  ConcordanceQuery,
} from '../../queries/concordance.js';
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
  usage: 'kwic <corpus> [pattern]',
  summary: 'Show a word, phrase or lemma in context, wherever it stands in a corpus',
  positionals: {
    corpus: { type: 'string', demandOption: true, describe: 'Folder of an analysis, or a corpus' },
    pattern: {
      type: 'string',
      default: '*',
      describe:
        'Words in a row: sanction (all its forms), =sanction (only this form), econom*, some|many, _ (any word); * alone, with --in or --behind: every hit',
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
    behind: {
      type: 'string',
      requiresArg: true,
      describe:
        'Every hit behind a figure of a report: a measure by its name, actor:KEY, or frame:CODEBOOK/NAME',
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
    [
      'hedgerow kwic analysis --behind hedge_rate_author --where "outlet = \'Dawn\'" --csv hedges.csv',
      'all evidence behind a cell of a comparison',
    ],
  ],
  async run(values) {
    for (const option of ['limit', 'context'] as const)
      if (!(Number.isInteger(values[option]) && values[option] > 0))
        throw new UserError({
          what: `'${values[option]}' is no number of ${option === 'limit' ? 'lines' : 'characters'}`,
          where: `--${option}`,
          remedy: 'Give a whole number of 1 or more.',
        });
    if (values.pattern === '*' && values.in === 'text' && values.behind === undefined)
      throw new UserError({
        what: 'no pattern is given',
        remedy: 'Give words to look for, or --in or --behind to list every hit.',
      });
    if (values.behind !== undefined && (values.pattern !== '*' || values.in !== 'text'))
      throw new UserError({
        what: '--behind lists every hit of a figure',
        where: '--behind',
        why: values.in === 'text' ? `the pattern '${values.pattern}' is given too` : '--in is given too',
        remedy: 'Leave the one or the other out.',
      });
    const store = await openAnalysisOrCorpus(values.corpus, values);
    try {
      const asked = {
        order: values.sort,
        context: values.context,
        ...(values.csv === undefined ? { limit: values.limit } : {}),
      };
      const found = await find(store, values, asked);
      const { concordanceCsv, renderConcordance } = await import('../../reports/concordance-terminal.js');
      if (values.csv === '-') {
        process.stdout.write(concordanceCsv(found.lines));
        return 0;
      }
      process.stdout.write(
        renderConcordance(found, values.behind ?? values.pattern, {
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

/** The lines of a pattern, or of every hit behind a figure. */
async function find(
  store: AnalysisStore,
  values: {
    readonly pattern: string;
    readonly behind: string | undefined;
    readonly match: ConcordanceQuery['match'];
    readonly in: ConcordanceKind;
  },
  asked: Pick<ConcordanceQuery, 'order' | 'context' | 'limit'>,
): Promise<Concordance> {
  if (values.behind !== undefined) {
    const { figureEvidence } = await import('../../queries/figure-evidence.js');
    return figureEvidence(store, { figure: values.behind, ...asked });
  }
  const { concordance } = await import('../../queries/concordance.js');
  const { ENGLISH } = await import('../../language/en/english.js');
  return concordance(store, {
    pattern: values.pattern,
    language: ENGLISH,
    match: values.match!,
    kind: values.in,
    ...asked,
    onBuild: () => note('Making the index of words, once for this analysis …'),
  });
}
