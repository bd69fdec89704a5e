/** `hedgerow codebook`: checks a codebook against texts. */
import { checkTexts } from '../check-texts.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { selectionOptions } from '../selection-options.js';
import { printable } from '../terminal.js';

export const codebook = defineCommand({
  usage: 'codebook <action> <file> [corpus]',
  summary:
    'Check a codebook of frames: terms that can never count, stand twice, overlap, or on a corpus are dead or yield little',
  positionals: {
    action: { type: 'string', choices: ['check'] as const, demandOption: true, describe: 'What to do' },
    file: {
      type: 'string',
      demandOption: true,
      describe: 'Codebook (YAML, LIWC .dic, quanteda YAML or CSV), or policy, generic, functions',
    },
    corpus: { type: 'string', describe: 'Corpus on which terms are counted' },
  },
  options: {
    json: { type: 'boolean', default: false, describe: 'Print findings and counts of every term as JSON' },
    strict: { type: 'boolean', default: false, describe: 'Exit with 1 where anything is found' },
    ...selectionOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow codebook check frames.yaml', 'by itself'],
    ['hedgerow codebook check frames.yaml articles.csv', 'also dead terms and terms of low yield'],
  ],
  async run(values): Promise<ExitStatus> {
    const { loadCodebook } = await import('../../stages/framing/load-codebook.js');
    const { checkCodebook, renderCodebookCheck } = await import('../../stages/framing/codebook-check.js');
    const read = loadCodebook(values.file);
    const corpus = values.corpus === undefined ? null : checkTexts(values.corpus, values);
    const check = await checkCodebook(read, corpus?.texts() ?? null);
    process.stdout.write(
      values.json ? `${JSON.stringify(check, null, 2)}\n` : printable(renderCodebookCheck(check)),
    );
    corpus?.tellRejected();
    return (corpus?.rejected ?? 0) > 0 || (values.strict && check.findings.length > 0) ? 1 : 0;
  },
});
