/** Writes a corpus as one Parquet file. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { diskErrorText, makeFolder, moveWhole, outputTarget } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';
import type { Corpus, Reject } from '../../corpora/document.js';
import { BatchWriter } from '../arrow/encode.js';
import { encodePart } from '../arrow/part.js';
import { Database } from '../store/database.js';
import { documentColumns } from '../store/document-columns.js';
import { sqlPath, sqlText } from '../store/sql.js';

export interface ImportOptions {
  readonly onReject?: ((reject: Reject) => void) | undefined;
  readonly onRecord?: ((read: number, total: number) => void) | undefined;
}

export interface ImportedCorpus {
  readonly documents: number;
  readonly rejected: number;
}

/** A row group: enough rows to compress well, few enough to hold. */
const GROUP_DOCUMENTS = 4096;
const GROUP_CHARACTERS = 32_000_000;

/**
 * Writes a corpus's documents as one Parquet file: id, text, metadata, then the user's own columns. Opened
 * again, it gives the same documents. Written under a temporary name beside it and renamed.
 *
 * @throws UserError where it cannot be written.
 */
export async function importCorpus(
  corpus: Corpus,
  out: string,
  options: ImportOptions = {},
): Promise<ImportedCorpus> {
  const survey = await corpus.survey();
  const columns = documentColumns(survey.extraColumns);
  const cannotWrite = (error: unknown): Error => {
    const why = diskErrorText(error);
    if (why === undefined) return error as Error;
    const remedy = 'Choose a folder in which you may write and where there is room.';
    return new UserError({ what: 'the corpus cannot be written', where: out, why, remedy });
  };
  let folder: string;
  try {
    const target = outputTarget(out);
    // Beside the output the finished file can be renamed; what is no regular file gets a copy of its bytes.
    if (target.replaceable) makeFolder(dirname(target.path));
    folder = mkdtempSync(join(target.replaceable ? dirname(target.path) : tmpdir(), '.hedgerow-import-'));
  } catch (error) {
    throw cannotWrite(error);
  }
  const groups: string[] = [];
  let documents = 0;
  let rejected = 0;
  try {
    let writer = new BatchWriter(columns, []);
    let characters = 0;
    const flush = (): void => {
      const group = join(folder, `${String(groups.length).padStart(6, '0')}.parquet`);
      writeFileSync(group, encodePart(writer.finish(), 'parquet'));
      groups.push(group);
      writer = new BatchWriter(columns, []);
      characters = 0;
    };
    for await (const item of corpus.read()) {
      if (item.kind === 'reject') {
        rejected++;
        options.onReject?.(item.reject);
      } else {
        documents++;
        characters += item.document.text.length;
        writer.push(item.document, null);
        if (writer.rows === GROUP_DOCUMENTS || characters >= GROUP_CHARACTERS) flush();
      }
      options.onRecord?.(documents + rejected, survey.records);
    }
    if (writer.rows > 0 || groups.length === 0) flush();
    const whole = join(folder, 'corpus.parquet');
    if (groups.length === 1) renameSync(groups[0]!, whole);
    else await joinGroups(groups, whole);
    moveWhole(whole, out);
  } catch (error) {
    throw cannotWrite(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { documents, rejected };
}

async function joinGroups(groups: readonly string[], whole: string): Promise<void> {
  const database = await Database.open({ threads: 1 });
  try {
    const list = groups.map(sqlPath).join(', ');
    await database.run(
      `COPY (SELECT * FROM read_parquet([${list}])) TO ${sqlText(whole)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_DOCUMENTS})`,
    );
  } finally {
    database.close();
  }
}
