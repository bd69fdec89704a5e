/** The texts on which `lexicon` and `codebook` check a list of terms. */
import { corpusFrom } from './corpus-options.js';
import { progressBar } from './terminal.js';

/** The texts of a corpus on which a list of terms is checked, with progress; documents that cannot be used are counted. */
export function checkTexts(corpus: string, values: Parameters<typeof corpusFrom>[1]) {
  let rejected = 0;
  return {
    get rejected(): number {
      return rejected;
    },
    async *texts(): AsyncGenerator<string> {
      const bar = progressBar('documents');
      let done = 0;
      try {
        for await (const item of (await corpusFrom(corpus, values)).read()) {
          if (item.kind === 'reject') rejected++;
          else yield item.document.text;
          bar.update(++done, null);
        }
      } finally {
        bar.stop();
      }
    },
    /** Says how many documents were left out, if any. */
    tellRejected(): void {
      if (rejected > 0)
        process.stderr.write(
          `${rejected} documents could not be used; \`hedgerow analyse\` lists them with their reasons.\n`,
        );
    },
  };
}
