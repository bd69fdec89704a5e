/** `hedgerow lexicon`: checks a hedging lexicon against texts. */
import { checkTexts } from '../check-texts.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { selectionOptions } from '../selection-options.js';
import { printable } from '../terminal.js';

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
    ...selectionOptions,
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
    const corpus = values.corpus === undefined ? null : checkTexts(values.corpus, values);
    const check = await checkLexicon(read, corpus?.texts() ?? null);
    process.stdout.write(
      values.json ? `${JSON.stringify(check, null, 2)}\n` : printable(renderLexiconCheck(check)),
    );
    corpus?.tellRejected();
    return (corpus?.rejected ?? 0) > 0 || (values.strict && check.findings.length > 0) ? 1 : 0;
  },
});
