import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';
import { expectedRows, sameValue } from './arrow-json.js';
import { filesOf, hostileRoot, rowsOf } from './sets.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const has = (set: string): boolean => existsSync(join(hostileRoot, set));

describe.skipIf(!has('json-test-suite'))('json-test-suite', () => {
  it('reads what must be read, refuses with a line what must be refused', async () => {
    const files = filesOf('json-test-suite/test_parsing');
    for (const path of files) {
      const name = basename(path);
      const { defects } = await rowsOf('json', path);
      // Values that are JSON but no document are another defect than text that is no JSON.
      const isJson = defects.every(({ reason }) => reason === 'not-a-record');
      if (name.startsWith('y_')) expect(isJson, name).toBe(true);
      if (name.startsWith('n_')) expect(isJson, name).toBe(false);
    }
    expect(files.length).toBeGreaterThan(50);
  });
});

describe.skipIf(!has('csv-spectrum'))('csv-spectrum', () => {
  for (const path of filesOf('csv-spectrum/csvs')) {
    const name = basename(path, '.csv');
    // See its SOURCE.md: this file and its expected rows differ.
    it.skipIf(name === 'location_coordinates')(name, async () => {
      let text = readFileSync(path, 'utf8');
      if (name.endsWith('_crlf')) text = text.replace(/\r?\n/g, '\r\n');
      const copy = join(folder, `${name}.csv`);
      writeFileSync(copy, text);
      const { rows, defects } = await rowsOf('csv', copy);
      expect(defects).toEqual([]);
      // Empty fields are null here and empty in the expected rows.
      const plain = rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v ?? ''])));
      expect(plain).toEqual(
        JSON.parse(readFileSync(join(hostileRoot, 'csv-spectrum/json', `${name}.json`), 'utf8')),
      );
    });
  }
});

describe.skipIf(!has('papaparse'))('papaparse', () => {
  interface Case {
    readonly suite: string;
    readonly description: string;
    readonly input: string;
    readonly config?: object;
    readonly expected: { readonly data: string[][]; readonly errors: unknown[] };
  }
  it('rows as expected, or a reject with its line', async () => {
    const lines = readFileSync(join(hostileRoot, 'papaparse/cases.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    let compared = 0;
    for (const line of lines) {
      const { suite, description, input, config, expected } = JSON.parse(line) as Case;
      if (suite !== 'CORE_PARSER_TESTS' || Object.keys(config ?? {}).length > 0 || input === '') continue;
      // Our own header on top, so that every row of the case is a row here; the comma is the delimiter.
      const width = Math.max(...expected.data.map((row) => row.length));
      if (width < 2) continue;
      const path = join(folder, 'case.csv');
      const newline = /\r\n|\n|\r/.exec(input)?.[0] ?? '\n';
      const header = Array.from({ length: width }, (_, i) => `h${i}`);
      writeFileSync(path, header.join(',') + newline + input);
      const { rows, defects } = await rowsOf('csv', path);
      for (const { place } of defects) expect(place, description).toMatch(/^lines? \d/);
      if (expected.errors.length > 0) {
        expect(defects.length, description).toBeGreaterThan(0);
        continue;
      }
      const whole = expected.data.filter((row) => row.length === width);
      expect(
        rows.map((row) => header.map((name) => row[name] ?? '')),
        description,
      ).toEqual(whole);
      compared++;
    }
    expect(compared).toBeGreaterThan(15);
  });
});

describe.skipIf(!has('arrow-testing'))('arrow-testing', () => {
  it('golden files have the values that they should, or are refused by name of what is not read', async () => {
    const wrong: string[] = [];
    const counts = { equal: 0, refused: 0, cells: 0 };
    const files = filesOf('arrow-testing/arrow-ipc-stream/integration');
    for (const path of files.filter((file) => /\.(?:stream|arrow_file)$/.test(file))) {
      const golden = path.replace(/\.(?:stream|arrow_file)$/, '.json.gz');
      if (!existsSync(golden)) continue;
      const { rows, defects } = await rowsOf(path.endsWith('.stream') ? 'arrow-stream' : 'arrow-file', path);
      if (defects.length > 0) {
        if (defects[0]!.reason === 'unsupported-arrow') counts.refused++;
        else wrong.push(`${path}: ${defects[0]!.message}`);
        continue;
      }
      const expected = expectedRows(golden);
      if (rows.length !== expected.rows.length) {
        wrong.push(`${path}: ${rows.length} rows, not ${expected.rows.length}`);
        continue;
      }
      // Of columns of one name a row can hold but one.
      const unique = expected.names.map(
        (name, i) => expected.names.indexOf(name) === i && expected.names.lastIndexOf(name) === i,
      );
      const differing = new Set<string>();
      rows.forEach((row, r) => {
        expected.names.forEach((name, c) => {
          if (!unique[c]) return;
          counts.cells++;
          if (!sameValue(row[name] ?? null, expected.rows[r]![c] ?? null))
            differing.add(
              `${name}: ${JSON.stringify(row[name], (_, v) => (typeof v === 'bigint' ? `${v}n` : v))} for ${String(expected.rows[r]![c])}`,
            );
        });
      });
      if (differing.size > 0) wrong.push(`${path}: ${[...differing].slice(0, 3).join(' | ')}`);
      else counts.equal++;
    }
    console.info(
      `Arrow golden files: ${counts.equal} equal (${counts.cells} cells), ${counts.refused} refused by name`,
    );
    expect(wrong).toEqual([]);
    expect(counts.equal).toBeGreaterThan(40);
  });
});

describe.skipIf(!has('arrow-testing/parquet'))('Parquet', () => {
  it('rows as expected', async () => {
    const base = join(hostileRoot, 'arrow-testing/parquet/generated_simple_numerics');
    if (!existsSync(join(base, 'blogs.parquet'))) return;
    const { rows, defects } = await rowsOf('parquet', join(base, 'blogs.parquet'));
    expect(defects).toEqual([]);
    const expected = JSON.parse(readFileSync(join(base, 'blogs.json'), 'utf8')) as object[];
    expect(rows).toMatchObject(expected);
  });
});

describe.skipIf(!has('gzip-flate2'))('gzip and zstd', () => {
  it('every member of a gzip file is read', async () => {
    for (const name of ['good-file', 'multi']) {
      const gz = join(hostileRoot, 'gzip-flate2', `${name}.gz`);
      if (!existsSync(gz)) continue;
      const path = join(folder, `${name}.txt.gz`);
      writeFileSync(path, readFileSync(gz));
      const { documents } = await readAll(openCorpus(path, { anyLanguage: true }));
      expect(documents[0]?.text).toBe(readFileSync(join(hostileRoot, 'gzip-flate2', `${name}.txt`), 'utf8'));
    }
  });

  it('a gzip file whose second member is damaged at its first byte is refused', async () => {
    const gz = join(hostileRoot, 'gzip-flate2/multi.gz');
    if (!existsSync(gz)) return;
    const bytes = readFileSync(gz);
    const second = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]), 3);
    for (const byte of [0, 1, 0x1e]) {
      bytes[second] = byte;
      const path = join(folder, 'damaged.jsonl.gz');
      writeFileSync(path, bytes);
      const outcome = await openCorpus(path)
        .survey()
        .then(
          async () => (await readAll(openCorpus(path))).rejects.at(-1)?.reason,
          (error: Error) => error.message,
        );
      expect(outcome).toMatch(/corrupt|gzip/);
    }
  });
});
