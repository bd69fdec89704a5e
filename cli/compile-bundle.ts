/** Run by bundle.ts in a process of its own: makes a report and keeps the code that V8 compiled for it. */
import { fromPackageRoot } from '../base/package-root.js';
import { loadBundle } from './code-cache.js';
import { writeResult } from './write-file.js';

const { exports, codeNow } = loadBundle<typeof import('./run.js')>(fromPackageRoot('dist/bundle/run.cjs'));
await exports.run(process.argv.slice(2));
for (const { path, content } of codeNow()) writeResult(path, content);
