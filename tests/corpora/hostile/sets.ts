import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromPackageRoot } from '../../../base/package-root.js';
import { UserError } from '../../../base/user-error.js';
import { FORMATS } from '../../../corpora/formats/format-registry.js';
import { readRecords } from '../../../corpora/formats/read-records.js';
import { limitsOf } from '../../../corpora/input/limits.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

/** Third-party cases beside the checkout, not part of the project; the tests are skipped where they are not there. */
export const hostileRoot = fromPackageRoot('../shared/hostile');

const ABOUT = /(?:^|\/)(?:README[^/]*|SOURCE\.md|LICENSE[^/]*|NOTICE)$/;

/** All files of a set, without those that tell about it. */
export function filesOf(set: string): string[] {
  const root = join(hostileRoot, set);
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => join(root, name)).filter((path) => statSync(path).isFile() && !ABOUT.test(path));
}

export interface Outcome {
  /** `read`: records came of it, whatever they hold; `refused`: the file, or a part of it, was named as defective. */
  readonly kind: 'read' | 'refused';
  readonly reason: string;
  readonly message: string;
  readonly documents: number;
}

/** Reasons of rejects that concern what a record holds, not whether its file could be read. */
const OF_CONTENT = new Set([
  'no-text',
  'empty-text',
  'no-words',
  'not-english',
  'text-not-text',
  'duplicate-id',
  'not-a-record',
  'binary-text',
]);

/** Opens a file as a user would, and accounts for every record; anything but a document, reject or UserError is thrown. */
export async function outcomeOf(path: string): Promise<Outcome> {
  try {
    const corpus = openCorpus(path, { anyLanguage: true });
    const { records } = await corpus.survey();
    const { documents, rejects } = await readAll(corpus);
    if (documents.length + rejects.length !== records)
      throw new Error(
        `${path}: ${records} records, but ${documents.length} documents and ${rejects.length} rejects`,
      );
    const defect = rejects.find(({ reason }) => !OF_CONTENT.has(reason));
    for (const { message, remedy, source } of rejects) {
      if (/\n|undefined|\[object/.test(message) || message === '' || remedy === '' || source === '')
        throw new Error(`${path}: an unclear reject: ${message}`);
    }
    return {
      kind: defect === undefined ? 'read' : 'refused',
      reason: defect?.reason ?? rejects[0]?.reason ?? '',
      message: defect?.message ?? rejects[0]?.message ?? '',
      documents: documents.length,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (/undefined|\[object/.test(error.message) || error.message.split('\n').length > 2)
      throw new Error(`${path}: an unclear refusal: ${error.message}`);
    // The file was read, and has no column that could be the text.
    const read = error.what.startsWith('no column of the corpus');
    return {
      kind: read ? 'read' : 'refused',
      reason: read ? 'no-text' : 'user-error',
      message: error.message,
      documents: 0,
    };
  }
}

/** A file's records and defects by a reader of our choice, as plain rows. */
export async function rowsOf(
  format: 'json' | 'csv' | 'parquet' | 'arrow-file' | 'arrow-stream',
  path: string,
): Promise<{
  rows: Readonly<Record<string, unknown>>[];
  defects: { reason: string; message: string; place: string | null }[];
}> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  const defects: { reason: string; message: string; place: string | null }[] = [];
  const source = {
    path,
    name: path,
    compression: path.endsWith('.gz') ? 'gzip' : null,
    encoding: 'utf-8',
    encodingIs: 'found',
    format: FORMATS.find(({ name }) => name === format)!,
  } as const;
  for await (const item of readRecords(source, limitsOf({}))) {
    if ('defect' in item) defects.push(item.defect);
    else rows.push(item.values);
  }
  return { rows, defects };
}
