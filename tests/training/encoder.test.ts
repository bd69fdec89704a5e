// Runs the encoder's Python: the masking's own tests, and a dry run of the training where its packages are there.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../training/encoder');
const python = process.env.HEDGEROW_PYTHON ?? 'python3';

function run(...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync(python, args, { cwd: folder, encoding: 'utf8' });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}`, missing: error !== undefined };
}

describe('the encoder’s training', () => {
  it('masks names, and leaves descriptions and pronouns', (context) => {
    const { status, output, missing } = run('-m', 'unittest', 'test_masking');
    context.skip(missing, `no ${python}; HEDGEROW_PYTHON names another`);
    expect(status, output).toBe(0);
    expect(output).toMatch(/Ran \d+ tests/);
  });

  it('goes from a hundred rows to graphs that run', { timeout: 600_000 }, (context) => {
    const { status, output, missing } = run('train.py', '--dry-run');
    context.skip(missing, `no ${python}; HEDGEROW_PYTHON names another`);
    context.skip(/^skipped: /.test(output), output.trim());
    expect(status, output).toBe(0);
    expect(output).toMatch(/MB of graphs/);
  });
});
