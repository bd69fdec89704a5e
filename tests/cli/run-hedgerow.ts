import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user would. */
export function hedgerow(words: readonly string[], input = ''): Finished {
  if (!existsSync('dist/cli/main.js')) throw new Error('run `npm run build` before the tests');
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli/main.js', ...words], {
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}
