/** `hedgerow compare`: the groups of a corpus beside each other, or two of them. */
import { basename } from 'node:path';
import { checkOptions } from '../../base/options.js';
import { UserError } from '../../base/user-error.js';
import { COMPARISON_OPTIONS } from '../../reports/options.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { flagsOf, optionsFrom } from '../described-options.js';
import { reportOutputs, writeFigures, writeTablesOf } from '../report-outputs.js';
import { selectionOptions } from '../selection-options.js';
import { stageOptions } from '../stage-options.js';
import { note, typedCommand } from '../terminal.js';
import { writeResult } from '../write-file.js';

export const compare = defineCommand({
  usage: 'compare <corpus>',
  summary: "Set outlets, or any other column's groups, side by side",
  positionals: {
    corpus: { type: 'string', demandOption: true, describe: 'Corpus, or folder of an analysis' },
  },
  options: {
    ...flagsOf(COMPARISON_OPTIONS),
    groups: {
      type: 'string',
      requiresArg: true,
      describe: 'Two groups to set side by side, as A,B',
    },
    out: { type: 'string', default: 'compare.html', requiresArg: true, describe: 'The HTML report to write' },
    validation: {
      type: 'string',
      requiresArg: true,
      describe: 'Folder of a coded study (`hedgerow validate`): adds figures corrected for errors',
    },
    ...reportOutputs,
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow compare articles.csv --by outlet --over month', 'outlets over time'],
    ['hedgerow compare analysis --by section', 'another column, from an analysis'],
  ],
  async run(values) {
    const chosen = values.groups === undefined ? undefined : twoGroups(values.groups);
    const options = checkOptions(COMPARISON_OPTIONS, optionsFrom(COMPARISON_OPTIONS, values));
    const { groupColumn } = await import('../../queries/group-column.js');
    const store = await openAnalysisOrCorpus(values.corpus, values, {
      check: (columns) => {
        groupColumn(options.by, columns);
        if (options.cluster !== undefined) groupColumn(options.cluster, columns, 'of clusters');
      },
    });
    const { buildOutletReport } = await import('../../reports/outlets/report.js');
    const validation =
      values.validation === undefined
        ? undefined
        : await (await import('../../validation/corrected/borrowed.js')).validationFor(
            values.validation,
            store,
            options.by,
          );
    const model = await buildOutletReport({
      store,
      ...(validation === undefined ? {} : { validation }),
      title: basename(values.corpus),
      ...options,
      ...(chosen === undefined ? {} : { chosen }),
      command: typedCommand(),
      listing: listingCommands(values.corpus),
    });
    store.close();
    const { renderOutletHtml } = await import('../../reports/outlets/html.js');
    writeResult(values.out, await renderOutletHtml(model));
    await writeFigures(
      values,
      async () => (await import('../../reports/outlets/sections.js')).OUTLET_SECTIONS,
      model,
    );
    if (values.json !== undefined) writeResult(values.json, `${JSON.stringify(model, null, 1)}\n`);
    if (values.markdown !== undefined) {
      const { renderOutletMarkdown } = await import('../../reports/outlets/markdown.js');
      writeResult(values.markdown, renderOutletMarkdown(model));
    }
    const { renderOutletTerminal } = await import('../../reports/terminal.js');
    process.stdout.write(renderOutletTerminal(model));
    await writeTablesOf(values, async () =>
      (await import('../../reports/outlets/tables.js')).outletTables(model),
    );
    note(`The report is in ${values.out}.`);
    return 0;
  },
});

/** How every passage behind a figure is listed; the page puts the figure's name and its group in. */
function listingCommands(corpus: string): { word: string; hedge: string; figure: string } {
  const kwic = typedCommand(['kwic', corpus]);
  const rest = '--where {where} --csv evidence.csv';
  return {
    word: `${kwic} {figure} ${rest}`,
    hedge: `${kwic} {figure} --in hedges ${rest}`,
    figure: `${kwic} --behind {figure} ${rest}`,
  };
}

/** @throws UserError where they are not two. */
function twoGroups(given: string): readonly [string, string] {
  const names = given.split(',').map((name) => name.trim());
  if (names.length !== 2 || names.some((name) => name === '') || names[0] === names[1])
    throw new UserError({
      what: `--groups takes two different groups, not '${given}'`,
      remedy: 'Give them as A,B; without the option all groups are compared.',
    });
  return [names[0]!, names[1]!];
}
