import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const ARTICLES = '../shared/gold/corpora/allsides.jsonl.gz';
const PYTHON = ['.venv/bin/python', process.env.HEDGEROW_PYTHON ?? 'python3'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import pyarrow'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-offsets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pythonCheck(corpus: string): { documents: number; hits: number; columns: string[] } {
  const out = join(folder, 'analysis');
  rmSync(out, { recursive: true, force: true });
  try {
    execFileSync('node', ['dist/cli/main.js', 'analyse', corpus, '--out', out], { stdio: 'ignore' });
  } catch (error) {
    // Status 1: some documents were rejected, which is as it should be.
    if ((error as { status?: number }).status !== 1) throw error;
  }
  const parts = readdirSync(join(out, 'documents')).map((part) => join(out, 'documents', part));
  const printed = execFileSync(PYTHON!, ['tests/pipeline/offsets.py', ...parts], { encoding: 'utf8' }).trim();
  const [documents, hits, ...columns] = printed.split(' ');
  return { documents: Number(documents), hits: Number(hits), columns };
}

describe.skipIf(PYTHON === undefined)('offsets as Python counts them (skipped without pyarrow)', () => {
  it('give the surface of every hit in texts with characters beyond the basic plane', () => {
    const corpus = join(folder, 'astral.jsonl');
    const text =
      '🦔🦔 Prime Minister Ilira Vasko said on Monday that the truce may hold. “It is 🕊 perhaps our last chance,” ' +
      'General Tellan warned. 𝒞ritics say she will probably fail, and the economy would suffer. ' +
      '😀 The Highland Liberation Front (HLF) reportedly attacked the army. The HLF denied it.';
    writeFileSync(corpus, `${JSON.stringify({ id: 'astral', text: `${text}\n\n${text}` })}\n`);
    const { documents, hits, columns } = pythonCheck(corpus);
    expect(documents).toBe(1);
    expect(hits).toBeGreaterThan(30);
    for (const column of ['hedging_cues', 'mentions', 'attributions.content', 'frame_evidence']) {
      expect(
        columns.some((counted) => counted.startsWith(`${column}=`)),
        column,
      ).toBe(true);
    }
  });

  it.skipIf(!existsSync(ARTICLES))(
    'give the surface of every hit in 5,000 real articles (skipped where the shared data is absent)',
    async () => {
      const corpus = join(folder, 'articles.jsonl');
      const lines: string[] = [];
      const reader = createInterface({ input: createReadStream(ARTICLES).pipe(createGunzip()) });
      for await (const line of reader) {
        lines.push(line);
        if (lines.length === 5000) break;
      }
      writeFileSync(corpus, `${lines.join('\n')}\n`);
      const { documents, hits } = pythonCheck(corpus);
      expect(documents).toBeGreaterThan(4900);
      expect(hits).toBeGreaterThan(500_000);
    },
    240_000,
  );
});
