import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../package-root.js';
import { AnalysisStore, openAnalysis } from '../pipeline/store/analysis-store.js';
import { buildReference, REFERENCE_FILE } from './reference.js';

// Makes the bundled reference of a finished analysis:
//   node dist/reports/make-reference.js --analysis FOLDER --title "37,000 articles of AllSides, 2012 to 2020"
const { values } = parseArgs({
  options: {
    analysis: { type: 'string' },
    title: { type: 'string', default: 'the bundled reference' },
    out: { type: 'string', default: fromPackageRoot(REFERENCE_FILE) },
  },
});
if (values.analysis === undefined) {
  process.stderr.write('make-reference: give the analysis: --analysis FOLDER\n');
  process.exitCode = 2;
} else {
  const store = await AnalysisStore.open(await openAnalysis(values.analysis), { memoryLimitMb: 2048 });
  const bytes = await buildReference(store, values.title);
  store.close();
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, bytes);
  process.stdout.write(`${values.out}: ${bytes.length} bytes\n`);
}
