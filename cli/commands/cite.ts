/** `hedgerow cite`: how to cite Hedgerow and what it rests on. */
import { existsSync, readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { UserError } from '../../base/user-error.js';
import type { Citation } from '../../stages/stage.js';
import { defineCommand } from '../command.js';
import { printable } from '../terminal.js';

export const cite = defineCommand({
  usage: 'cite [report]',
  summary: 'Say how to cite Hedgerow, or everything that a report rests on',
  positionals: {
    report: {
      type: 'string',
      describe: 'JSON of a report (--json): the sources of its stages and statistics too',
    },
  },
  options: {
    bibtex: { type: 'boolean', default: false, describe: 'BibTeX only' },
  },
  examples: [
    ['hedgerow cite', 'the program'],
    ['hedgerow cite report.json --bibtex > sources.bib', 'all that a report rests on'],
  ],
  async run(values) {
    const { bibtex, programCitation, shortReference } = await import('../../reports/citations.js');
    const { version } = JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')) as {
      version: string;
    };
    const citations = [
      programCitation(version),
      ...(values.report === undefined ? [] : sourcesOf(values.report)),
    ];
    const lines = [
      ...(values.bibtex ? [] : [...citations.map(shortReference), '']),
      ...citations.map(bibtex),
    ];
    process.stdout.write(`${printable(lines.join('\n'))}\n`);
    return 0;
  },
});

/** @throws UserError where the file is no report. */
function sourcesOf(file: string): readonly Citation[] {
  const wrong = (why: string): UserError =>
    new UserError({
      what: 'this is no report as JSON',
      where: file,
      why,
      remedy: 'Give the file that `report --json` or `compare --json` wrote.',
    });
  if (!existsSync(file)) throw wrong('there is no such file');
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const { citations } = (report ?? {}) as { citations?: readonly Citation[] };
  const known = (entry: Partial<Citation> | null): boolean =>
    entry !== null &&
    [entry.key, entry.authors, entry.title, entry.venue].every((part) => typeof part === 'string');
  if (!Array.isArray(citations) || !citations.every(known)) throw wrong('it has no citations');
  return citations;
}
