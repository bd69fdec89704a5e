import { defineCommand, type ExitStatus } from '../command.js';
import { corpusFrom, corpusOptions } from '../corpus-options.js';
import { printable, progressBar } from '../terminal.js';

export const lexicon = defineCommand({
  usage: 'lexicon <action> <file> [corpus]',
  summary:
    'Check a hedge lexicon: entries that can never match, overlap, or on a corpus are dead or imprecise',
  positionals: {
    action: { type: 'string', choices: ['check'] as const, demandOption: true, describe: 'What to do' },
    file: {
      type: 'string',
      demandOption: true,
      describe: 'YAML lexicon, or `default` for the one that ships',
    },
    corpus: { type: 'string', describe: 'Corpus on which entries are counted' },
  },
  options: {
    json: { type: 'boolean', default: false, describe: 'Print findings and counts of every entry as JSON' },
    strict: { type: 'boolean', default: false, describe: 'Exit with 1 where anything is found' },
    ...corpusOptions,
  },
  examples: [
    ['hedgerow lexicon check hedges.yaml', 'by itself'],
    ['hedgerow lexicon check hedges.yaml articles.csv', 'also dead and imprecise entries'],
  ],
  async run(values): Promise<ExitStatus> {
    const { defaultLexicon, readLexicon } = await import('../../stages/hedging/lexicon.js');
    const { checkLexicon, renderLexiconCheck } = await import('../../stages/hedging/lexicon-check.js');
    const read = values.file === 'default' ? defaultLexicon() : readLexicon(values.file);
    let rejected = 0;
    const texts = async function* (corpus: string): AsyncGenerator<string> {
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
    };
    const check = await checkLexicon(read, values.corpus === undefined ? null : texts(values.corpus));
    process.stdout.write(
      values.json ? `${JSON.stringify(check, null, 2)}\n` : printable(renderLexiconCheck(check)),
    );
    if (rejected > 0)
      process.stderr.write(
        `${rejected} documents could not be used; \`hedgerow analyse\` lists them with their reasons.\n`,
      );
    return rejected > 0 || (values.strict && check.findings.length > 0) ? 1 : 0;
  },
});
