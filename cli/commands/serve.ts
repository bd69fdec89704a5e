import { ReadFailure } from '../../corpora/read-failure.js';
import { UserError } from '../../user-error.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusOptions, openOptionsFrom } from '../corpus-options.js';
import { stageOptions, stageOptionsFrom } from '../stage-options.js';

export const serve = defineCommand({
  usage: 'serve',
  summary: 'Answer Arrow streams on standard input, batch by batch: what an executor of Spark runs',
  positionals: {},
  options: { ...stageOptions, ...corpusOptions },
  examples: [['hedgerow serve < batches.arrows > analysed.arrows', 'row for row, rejects in their place']],
  async run(values): Promise<ExitStatus> {
    const { serveStreams } = await import('../../pipeline/serve.js');
    try {
      await serveStreams(process.stdin, process.stdout, {
        ...openOptionsFrom(values),
        stageOptions: stageOptionsFrom(values),
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
