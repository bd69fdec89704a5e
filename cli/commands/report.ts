/** `hedgerow report`: reports on one article against a corpus. */
import { basename } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { CorpusDocument } from '../../corpora/document.js';
import { REPORT_OPTIONS } from '../../reports/options.js';
import type { StageOptions } from '../../stages/plan.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { corpusFrom, corpusOptions } from '../corpus-options.js';
import { flagsOf, optionsFrom } from '../described-options.js';
import { reportOutputs, writeFigures, writeTablesOf } from '../report-outputs.js';
import { selectionOptions } from '../selection-options.js';
import { stageOptions, stageOptionsFrom } from '../stage-options.js';
import { note, typedCommand } from '../terminal.js';
import { writeResult } from '../write-file.js';

export const report = defineCommand({
  usage: 'report <article>',
  summary: 'Show how one article hedges, treats its actors and frames, and where it stands in a corpus',
  positionals: {
    article: { type: 'string', demandOption: true, describe: 'The article: a file with one document, or -' },
  },
  options: {
    against: {
      type: 'string',
      requiresArg: true,
      describe: 'Corpus, or folder of an analysis, to compare with (default: the bundled reference)',
    },
    out: { type: 'string', requiresArg: true, default: 'report.html', describe: 'The HTML report to write' },
    validation: {
      type: 'string',
      requiresArg: true,
      describe: 'Folder of a coded study (`hedgerow validate`): adds figures corrected for errors',
    },
    ...reportOutputs,
    ...flagsOf(REPORT_OPTIONS),
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow report article.txt', 'against the bundled reference'],
    ['hedgerow report article.md --against archive.parquet --json report.json', 'against your own corpus'],
  ],
  async run(values) {
    if (values.against === undefined && (values.where !== undefined || values.rename !== undefined))
      throw new UserError({
        what: `--${values.where === undefined ? 'rename' : 'where'} selects from a corpus, and none is given`,
        why: 'the bundled reference holds numbers only, no documents',
        remedy: 'Name a corpus or an analysis with --against.',
      });
    const document = await onlyDocument(values.article, { ...values, where: undefined, rename: undefined });
    const against =
      values.against === undefined
        ? (await import('../../queries/reference-file.js')).readReference()
        : await openAnalysisOrCorpus(values.against, values, { reads: true });
    const { analyseDocument } = await import('../../pipeline/run/analyse-document.js');
    const { optionsOf } = await import('../../pipeline/store/stage-settings.js');
    // The article is measured as the corpus was.
    const { plan, annotations } = await analyseDocument(document, {
      stageOptions:
        'manifest' in against
          ? withRegistry(optionsOf(against.manifest), against.selection.registry?.file)
          : stageOptionsFrom(values),
    });
    const { renderArticleHtml } = await import('../../reports/article/html.js');
    const { buildArticleReport } = await import('../../reports/article/report.js');
    const validation =
      values.validation === undefined
        ? undefined
        : await (await import('../../validation/corrected/validation.js')).openValidation(values.validation);
    const model = await buildArticleReport({
      ...(validation === undefined ? {} : { validation }),
      document,
      plan,
      annotations,
      against,
      ...(values.against === undefined ? {} : { title: basename(values.against) }),
      ...optionsFrom(REPORT_OPTIONS, values),
      command: typedCommand(),
    });
    writeResult(values.out, await renderArticleHtml(model));
    await writeFigures(
      values,
      async () => (await import('../../reports/article/sections.js')).ARTICLE_SECTIONS,
      model,
    );
    if (values.json !== undefined) writeResult(values.json, `${JSON.stringify(model, null, 1)}\n`);
    if (values.markdown !== undefined) {
      const { renderArticleMarkdown } = await import('../../reports/article/markdown.js');
      writeResult(values.markdown, renderArticleMarkdown(model));
    }
    const { renderArticleTerminal } = await import('../../reports/terminal.js');
    process.stdout.write(renderArticleTerminal(model));
    await writeTablesOf(values, async () =>
      (await import('../../reports/article/tables.js')).articleTables(model),
    );
    note(`The report is in ${values.out}.`);
    return 0;
  },
});

/** A registry that the corpus follows since it was opened is followed in the article too. */
function withRegistry(options: StageOptions, registry: string | undefined): StageOptions {
  return registry === undefined
    ? options
    : { ...options, actors: { ...(options.actors as object | undefined), registry } };
}

/** @throws UserError where the input is not exactly one usable document. */
async function onlyDocument(
  input: string,
  values: Readonly<Record<string, unknown>>,
): Promise<CorpusDocument> {
  const corpus = await corpusFrom(input, values);
  let document: CorpusDocument | null = null;
  for await (const item of corpus.read()) {
    if (item.kind === 'reject') {
      const { message, source, place, remedy } = item.reject;
      throw new UserError({
        what: 'the article cannot be used',
        where: place === null ? source : `${source}, ${place}`,
        why: message,
        remedy,
      });
    }
    if (document !== null) {
      throw new UserError({
        what: 'this holds more than one document',
        where: input,
        remedy: 'Give a file with one article, or compare whole corpora with `hedgerow compare`.',
      });
    }
    document = item.document;
  }
  if (document === null) {
    throw new UserError({
      what: 'this holds no document',
      where: input,
      remedy: 'Give a file with one article.',
    });
  }
  return document;
}
