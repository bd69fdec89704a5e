/** `hedgerow serve`: answers Arrow streams until its input ends. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../base/user-error.js';
import { REPEATED_LINES_FORMAT, RepeatedLines } from '../../corpora/boilerplate/repetition.js';
import { ReadFailure } from '../../corpora/input/read-failure.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusOptions, openOptionsFrom } from '../corpus-options.js';
import { stageOptions, stageOptionsFrom } from '../stage-options.js';

export const serve = defineCommand({
  usage: 'serve',
  summary: 'Answer Arrow streams on standard input, batch by batch: what an executor of Spark runs',
  positionals: {},
  options: {
    'repeated-lines': {
      type: 'string',
      requiresArg: true,
      describe: 'What the outlets of the whole corpus repeat, as `hedgerow corpus --repeated-lines` wrote it',
    },
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [['hedgerow serve < batches.arrows > analysed.arrows', 'row for row, rejects in their place']],
  async run(values): Promise<ExitStatus> {
    const repeated = values['repeated-lines'];
    const repeatedLines = repeated === undefined ? null : readRepeatedLines(repeated);
    const { serveStreams } = await import('../../pipeline/cluster/serve.js');
    try {
      await serveStreams(process.stdin, process.stdout, {
        ...openOptionsFrom(values),
        stageOptions: stageOptionsFrom(values),
        repeatedLines,
      });
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      const { message, remedy } = error.defect;
      throw new UserError({ what: message, where: 'standard input', remedy });
    } finally {
      // An input that is still open would keep a process alive that has nothing more to say.
      process.stdin.destroy();
    }
    return 0;
  },
});

/** @throws UserError where the file is none that `hedgerow corpus --repeated-lines` wrote. */
function readRepeatedLines(file: string): RepeatedLines {
  let why = `it is no ${REPEATED_LINES_FORMAT}`;
  try {
    const lines = RepeatedLines.of(JSON.parse(readFileSync(file, 'utf8')));
    if (lines !== null) return lines;
  } catch (error) {
    why = (error as Error).message;
  }
  throw new UserError({
    what: 'the repeated lines cannot be read',
    where: file,
    why,
    remedy:
      'Write them with `hedgerow corpus CORPUS --repeated-lines FILE`, where every executor finds the file.',
  });
}
