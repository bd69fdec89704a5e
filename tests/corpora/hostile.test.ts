import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { limitsOf } from '../../corpora/limits.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import type { RecordOrDefect } from '../../corpora/read-failure.js';
import { readRecords } from '../../corpora/readers/registry.js';
import { fromPackageRoot } from '../../package-root.js';
import { UserError } from '../../user-error.js';
import { readAll } from './read-all.js';

// Third-party cases beside the checkout, not part of the project; skipped where they are not there.
const root = fromPackageRoot('../shared/hostile');
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (path: string): string[] =>
  readdirSync(join(root, path))
    .map((name) => join(root, path, name))
    .filter((file) => statSync(file).isFile() && !/README|SOURCE|LICENSE|\.json(\.gz)?$|\.md$/.test(file));

async function recordsOf(
  format: 'json' | 'csv' | 'parquet' | 'arrow-file' | 'arrow-stream',
  path: string,
): Promise<{ records: number; defects: string[] }> {
  const defects: string[] = [];
  let records = 0;
  const source = {
    path,
    name: path,
    compression: path.endsWith('.gz') ? 'gzip' : null,
    encoding: 'utf-8',
    format,
  } as const;
  for await (const item of readRecords(source, limitsOf({}))) {
    if ('defect' in item) defects.push(item.defect.reason);
    else records++;
  }
  return { records, defects };
}

/** Reads whatever it is: documents, rejects, or a UserError; anything else fails. */
async function outcome(path: string): Promise<string> {
  const corpus = openCorpus(path, { anyLanguage: true });
  try {
    const { records } = await corpus.survey();
    const { documents, rejects } = await readAll(corpus);
    expect(documents.length + rejects.length).toBe(records);
    return rejects.at(-1)?.reason ?? 'read';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

describe.skipIf(!existsSync(join(root, 'json-test-suite')))('json-test-suite', () => {
  const parsing = join(root, 'json-test-suite/test_parsing');
  const names = existsSync(parsing) ? readdirSync(parsing) : [];
  it('reads what must be read, refuses what must be refused', async () => {
    for (const name of names) {
      const { defects } = await recordsOf('json', join(parsing, name));
      // Values that are JSON but no document are another defect than text that is no JSON.
      const isJson = defects.every((reason) => reason === 'not-a-record');
      if (name.startsWith('y_')) expect(isJson, name).toBe(true);
      if (name.startsWith('n_')) expect(isJson, name).toBe(false);
    }
    expect(names.length).toBeGreaterThan(100);
  });
});

describe.skipIf(!existsSync(join(root, 'csv-spectrum')))('csv-spectrum', () => {
  const csvs = join(root, 'csv-spectrum/csvs');
  for (const name of existsSync(csvs) ? readdirSync(csvs) : []) {
    // See its SOURCE.md: this file and its expected rows differ.
    it.skipIf(name === 'location_coordinates.csv')(name, async () => {
      const base = name.replace('.csv', '');
      let text = readFileSync(join(csvs, name), 'utf8');
      if (base.endsWith('_crlf')) text = text.replace(/\r?\n/g, '\r\n');
      const path = join(folder, name);
      writeFileSync(path, text);
      const rows: unknown[] = [];
      const source = { path, name, compression: null, encoding: 'utf-8', format: 'csv' } as const;
      for await (const item of readRecords(source, limitsOf({}))) rows.push(valuesOf(item));
      expect(rows).toEqual(JSON.parse(readFileSync(join(root, 'csv-spectrum/json', `${base}.json`), 'utf8')));
    });
  }
});

/** Empty fields are null here and empty in the expected rows. */
function valuesOf(item: RecordOrDefect): unknown {
  if ('defect' in item) return item.defect;
  return Object.fromEntries(Object.entries(item.values).map(([key, value]) => [key, value ?? '']));
}

describe.skipIf(!existsSync(join(root, 'gzip-flate2')))('gzip-flate2', () => {
  it('every member of a file is read', async () => {
    for (const name of ['good-file', 'multi']) {
      const gz = join(root, 'gzip-flate2', `${name}.gz`);
      if (!existsSync(gz)) continue;
      const path = join(folder, `${name}.txt.gz`);
      writeFileSync(path, readFileSync(gz));
      const { documents } = await readAll(openCorpus(path, { anyLanguage: true }));
      expect(documents[0]?.text).toBe(readFileSync(join(root, 'gzip-flate2', `${name}.txt`), 'utf8'));
    }
  });
});

describe.skipIf(!existsSync(join(root, 'parquet-testing')))(
  'parquet-testing and the fuzzers’ Parquet',
  () => {
    it('bad and encrypted files are refused or read, and nothing else happens', async () => {
      const files = [
        ...filesIn('parquet-testing/bad_data'),
        ...filesIn('parquet-testing/data').filter((file) => !/\.(csv|py|txt)$/.test(file)),
        ...filesIn('arrow-testing/parquet/fuzzing'),
      ];
      const counts: Record<string, number> = {};
      for (const file of files) {
        const result = await outcome(file);
        counts[result] = (counts[result] ?? 0) + 1;
        if (!file.endsWith('.encrypted')) continue;
        // Under a footer that is not encrypted, DuckDB cannot tell encrypted pages from damaged ones.
        const told = file.includes('plaintext_footer') ? 'corrupt-parquet' : 'encrypted';
        expect(['refused', told], file).toContain(result);
      }
      console.info(`Parquet, ${files.length} files: ${JSON.stringify(counts)}`);
      expect(files.length).toBeGreaterThan(50);
    });
  },
);

describe.skipIf(!existsSync(join(root, 'arrow-testing')))('arrow-testing', () => {
  it('the fuzzers’ files end in records or a defect', async () => {
    const counts: Record<string, number> = {};
    for (const [path, format] of [
      ['arrow-testing/arrow-ipc-file', 'arrow-file'],
      ['arrow-testing/arrow-ipc-stream', 'arrow-stream'],
    ] as const) {
      for (const file of filesIn(path)) {
        const { records, defects } = await recordsOf(format, file);
        const result = defects[0] ?? (records === 0 ? 'no rows' : 'read');
        counts[result] = (counts[result] ?? 0) + 1;
      }
    }
    console.info(`Arrow, fuzzed: ${JSON.stringify(counts)}`);
  });

  it('golden files have the rows that they should; big-endian and compressed ones are refused by name', async () => {
    const base = 'arrow-testing/arrow-ipc-stream/integration';
    const wrong: string[] = [];
    let read = 0;
    for (const version of readdirSync(join(root, base))) {
      if (!statSync(join(root, base, version)).isDirectory()) continue;
      for (const file of filesIn(`${base}/${version}`)) {
        const format = file.endsWith('.stream') ? 'arrow-stream' : 'arrow-file';
        if (!/\.(stream|arrow_file)$/.test(file)) continue;
        const { records, defects } = await recordsOf(format, file);
        const refused = defects[0] === 'unsupported-arrow';
        if (version.includes('bigendian') || version.includes('compression')) {
          if (!refused) wrong.push(file);
        } else if (defects.length > 0 && !refused) wrong.push(`${file}: ${defects[0]}`);
        else read += records > 0 ? 1 : 0;
      }
    }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(40);
  });
});
