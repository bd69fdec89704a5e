import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { UserError } from '../../base/user-error.js';
import { openCorpus } from '../../corpora/open-corpus.js';
import { FORMATS, generate } from './generated-inputs.js';
import { readAll } from './read-all.js';

/** `npm run fuzz`: 20,000 inputs, one in forty of a million characters. In CI fewer and smaller ones. */
const WHOLE = process.env.MODE === 'fuzz';
const INPUTS = WHOLE ? 20_000 : 1_400;
const LARGE = WHOLE ? 1_000_000 : 100_000;
const LARGE_EVERY = WHOLE ? 40 : 35;
const SEED = process.env.HEDGEROW_FUZZ_SEED ?? '31';
/** For a million characters, smaller inputs by share but never under half of it: first runs are not compiled yet, and what else runs adds. */
const MOST_MS = 2_000;
const MOST_BYTES = 300e6;

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-generated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function account(path: string): Promise<void> {
  try {
    const corpus = openCorpus(path, { anyLanguage: true });
    const { records } = await corpus.survey();
    const { documents, rejects } = await readAll(corpus);
    expect(documents.length + rejects.length).toBe(records);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

describe('inputs made by grammar', () => {
  it(`${INPUTS} are read or refused, in bounded time and memory`, { timeout: 3_600_000 }, async () => {
    const random = seededRandom(`generated ${SEED}`);
    const worst = FORMATS.map(([name]) => ({ name, inputs: 0, ms: 0, bytes: 0, input: -1 }));
    const beyond: string[] = [];
    // What a format's reader loads is not its input's cost.
    for (const k of FORMATS.keys()) {
      const { name, bytes } = generate(k, random, 0);
      writeFileSync(join(folder, name), bytes);
      await account(join(folder, name));
    }
    for (let k = 0; k < INPUTS; k++) {
      const large = Math.floor(k / FORMATS.length) % LARGE_EVERY === 0;
      const { name, bytes, size } = generate(k, random, large ? LARGE : 0);
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const before = process.memoryUsage.rss();
      const peak = process.resourceUsage().maxRSS * 1024;
      const begun = processorMs();
      await account(path);
      const ms = processorMs() - begun;
      const after = process.resourceUsage().maxRSS * 1024;
      // What is held at most shows only where it passes all that was held before.
      const held = after > peak ? after - before : 0;
      const row = worst[k % FORMATS.length]!;
      row.inputs++;
      if (ms > row.ms) Object.assign(row, { ms, input: k });
      row.bytes = Math.max(row.bytes, held);
      const share = Math.max(0.5, size / 1e6);
      if (ms > MOST_MS * share || held > MOST_BYTES * Math.max(1, size / 1e6))
        beyond.push(
          `input ${k} of seed ${SEED}, ${name}, ${size} characters: ${ms.toFixed(0)} ms, ${(held / 1e6).toFixed(0)} MB`,
        );
    }
    for (const { name, inputs, ms, bytes, input } of worst)
      process.stdout.write(
        `${name}: ${inputs} inputs, at most ${ms.toFixed(0)} ms of processor time (input ${input}), ${(bytes / 1e6).toFixed(0)} MB more\n`,
      );
    expect(beyond).toEqual([]);
  });
});
