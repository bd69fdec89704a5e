import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, type Outcome, outcomeOf } from './sets.js';

type Expected = 'read' | 'refused' | 'either';

/** What a right reader does with each file, as the sets' SOURCE.md say. */
const SETS: Readonly<Record<string, (path: string) => Expected>> = {
  'arrow-testing': (path) => {
    if (/bigendian.*\.(?:stream|arrow_file)$/.test(path)) return 'refused';
    if (/tensor|schema_v6|encoding-fuzzing|timestamp\.data/.test(path)) return 'refused';
    if (/csv\/aggregate|parquet\/[^/]*\.parquet$|blogs\.parquet/.test(path)) return 'read';
    return 'either';
  },
  'parquet-testing': (path) => {
    if (/\.encrypted$|aes256\/.*\.parquet/.test(path)) return 'refused';
    if (/corrupt-checksum|large_string_map/.test(path)) return 'refused';
    return 'either';
  },
  'json-test-suite': (path) => {
    const name = basename(path);
    if (/^(?:y_|number_|object_|string_)/.test(name)) return 'either';
    return name.startsWith('n_') ? 'refused' : 'either';
  },
  'csv-spectrum': (path) => (path.endsWith('location_coordinates.csv') ? 'either' : 'read'),
  papaparse: () => 'either',
  chardet: () => 'either',
  feedparser: () => 'either',
  warcio: () => 'either',
  'zstd-golden': (path) => (path.includes('errors') ? 'refused' : 'either'),
  'klauspost-compress': (path) => (path.endsWith('issue6550.gz') ? 'refused' : 'either'),
  'gzip-flate2': () => 'read',
  'naughty-strings': () => 'either',
  'unicode-breaks': () => 'read',
  'pragmatic-segmenter': () => 'read',
  redos: () => 'read',
  'xss-payloads': () => 'read',
  'csv-injection': () => 'read',
  dompurify: () => 'read',
  'readability-pages': () => 'either',
  'article-extraction-benchmark': () => 'either',
};

/** Processor time. What else runs takes from the caches and adds to it: the slowest file took 10.9 s on a machine ten times overbooked. */
const MAX_MILLISECONDS = 30_000;
const MAX_RESIDENT_BYTES = 512_000_000;

describe('every file of the third-party sets is read or refused, in time and memory', () => {
  const table: string[] = [];
  for (const [set, expectedOf] of Object.entries(SETS)) {
    const files = filesOf(set);
    it.skipIf(files.length === 0)(set, { timeout: 900_000 }, async () => {
      const counts = { read: 0, refused: 0 };
      const wrong: string[] = [];
      let slowest = 0;
      // Vitest's own process stands at some level before the first file.
      const before = process.memoryUsage.rss();
      let highest = before;
      for (const path of files) {
        const begun = process.cpuUsage();
        let outcome: Outcome;
        try {
          outcome = await outcomeOf(path);
        } catch (error) {
          wrong.push(`${path}: ${(error as Error).message}`);
          continue;
        }
        // Processor time: what else the machine does is not the reader's doing.
        const { user, system } = process.cpuUsage(begun);
        slowest = Math.max(slowest, (user + system) / 1000);
        highest = Math.max(highest, process.memoryUsage.rss());
        counts[outcome.kind]++;
        const expected = expectedOf(path);
        if (expected !== 'either' && expected !== outcome.kind)
          wrong.push(`${path}: ${outcome.kind}, not ${expected}: ${outcome.message}`);
      }
      table.push(
        `${set.padEnd(30)} ${String(files.length).padStart(5)} files ${String(counts.read).padStart(5)} read ${String(counts.refused).padStart(5)} refused   slowest ${(slowest / 1000).toFixed(1)} s, resident ${Math.round(highest / 1e6)} MB`,
      );
      expect(wrong).toEqual([]);
      expect(counts.read + counts.refused).toBe(files.length);
      expect(slowest).toBeLessThan(MAX_MILLISECONDS);
      expect(highest - before).toBeLessThan(MAX_RESIDENT_BYTES);
    });
  }
  it.skipIf(filesOf('json-test-suite').length === 0)('counts by set', () => {
    console.info(table.join('\n'));
    expect(table.length).toBeGreaterThan(0);
  });
});
