/** `hedgerow actors`: lists the actors of an analysis, as a table or a registry to edit. */
import { extname } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { ActorFormat } from '../../pipeline/actors/actor-files.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { corpusOptions } from '../corpus-options.js';
import { withFlags } from '../flag-names.js';
import { selectionOptions } from '../selection-options.js';
import { stageOptions } from '../stage-options.js';
import { note } from '../terminal.js';
import { writeResult } from '../write-file.js';

const FORMATS = ['yaml', 'csv', 'json'] as const satisfies readonly ActorFormat[];

export const actors = defineCommand({
  usage: 'actors <corpus>',
  summary:
    'List the actors of a corpus, what may be one actor twice and names left open; write a registry to edit',
  positionals: {
    corpus: { type: 'string', demandOption: true, describe: 'Corpus, or folder of an analysis' },
  },
  options: {
    out: {
      type: 'string',
      requiresArg: true,
      describe:
        'File to write, or - for standard output: registry (.yaml), a row an actor (.csv) or all (.json)',
    },
    format: { type: 'string', choices: FORMATS, describe: "Of that file, where its name doesn't tell" },
    'minimum-documents': {
      type: 'number',
      requiresArg: true,
      describe: 'Leave out actors of fewer documents (default: 2; 1 in a corpus of fewer than 20)',
    },
    audit: {
      type: 'boolean',
      describe:
        'Instead: search the texts for the names of the most named actors (--rows), and say what share was missed, by outlet',
    },
    rows: { type: 'number', default: 40, requiresArg: true, describe: 'Actors shown on the terminal' },
    workers: { type: 'number', requiresArg: true, describe: 'Worker threads for a corpus not analysed yet' },
    cache: { type: 'string', requiresArg: true, describe: 'Folder for analyses of corpora' },
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow actors articles.csv --out actors.yaml', 'a registry, to merge and split names in'],
    ['hedgerow compare articles.csv --registry actors.yaml', 'and how it is used'],
    ['hedgerow actors articles.csv --audit', 'is anybody missed more than others?'],
  ],
  async run(values) {
    const format = values.out === undefined ? 'yaml' : formatOf(values.out, values.format);
    for (const option of ['minimum-documents', 'rows'] as const) {
      const value = values[option];
      if (value !== undefined && !(Number.isInteger(value) && value > 0))
        throw new UserError({
          what: `'${value}' is no number of ${option === 'rows' ? 'rows' : 'documents'}`,
          where: `--${option}`,
          remedy: 'Give a whole number of 1 or more.',
        });
    }
    if (values.audit === true && format === 'yaml' && values.out !== undefined)
      throw new UserError({
        what: 'an audit is no registry',
        where: `--out ${values.out}`,
        remedy: 'End the name in .csv or .json, or say --format.',
      });
    const store = await openAnalysisOrCorpus(values.corpus, values);
    if (values.audit === true) {
      const { auditActors } = await import('../../pipeline/actors/audit.js');
      const audit = await auditActors(store, values.rows);
      store.close();
      const { auditFile } = await import('../../pipeline/actors/audit-files.js');
      if (values.out === '-') {
        process.stdout.write(auditFile(audit, format));
        return 0;
      }
      const { renderAuditTerminal } = await import('../../reports/actor-audit-terminal.js');
      process.stdout.write(withFlags(renderAuditTerminal(audit)));
      if (values.out !== undefined) writeResult(values.out, auditFile(audit, format));
      return 0;
    }
    const { listActors } = await import('../../pipeline/actors/actor-list.js');
    const list = await listActors(store, values['minimum-documents']);
    store.close();
    const { actorsFile } = await import('../../pipeline/actors/actor-files.js');
    if (values.out === '-') {
      process.stdout.write(actorsFile(list, format));
      return 0;
    }
    const { renderActorsTerminal, writtenActors } = await import('../../reports/actor-list-terminal.js');
    process.stdout.write(withFlags(renderActorsTerminal(list, values.rows)));
    if (values.out !== undefined) {
      writeResult(values.out, actorsFile(list, format));
      note(withFlags(writtenActors(values.out, format)).trimEnd());
    }
    return 0;
  },
});

/** @throws UserError where neither option nor ending tells the format. */
function formatOf(out: string, asked: ActorFormat | undefined): ActorFormat {
  if (asked !== undefined) return asked;
  if (out === '-') return 'yaml';
  const ending = extname(out).slice(1).toLowerCase();
  const format = ending === 'yml' ? 'yaml' : FORMATS.find((one) => one === ending);
  if (format !== undefined) return format;
  throw new UserError({
    what: 'the ending does not tell which format is wanted',
    where: `--out ${out}`,
    remedy: 'End the name in .yaml (a registry), .csv or .json, or say --format.',
  });
}
