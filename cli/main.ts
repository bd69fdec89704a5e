#!/usr/bin/env node
/** The `hedgerow` program: sets up the process and runs the command line. */
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { loadBundle } from './code-cache.js';

type Run = typeof import('./run.js');

/**
 * In few files where the build made them, with the code compiled before: finding, parsing and compiling hundreds of
 * modules is half of a short command's time.
 */
async function load(): Promise<Run> {
  const bundle = fileURLToPath(new URL('../bundle/run.cjs', import.meta.url));
  if (!existsSync(bundle)) return import('./run.js');
  // From Node 22 on, Node keeps compiled code itself, in the folder for temporary files.
  const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
  if (enableCompileCache === undefined) return loadBundle<Run>(bundle).exports;
  enableCompileCache();
  return module.createRequire(bundle)(bundle) as Run;
}

const { run } = await load();
await run(process.argv.slice(2));
