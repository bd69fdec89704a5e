/** `npm run documentation`: writes the parts of `docs/` that are made from the code. */
import { readFileSync } from 'node:fs';
import { writeWhole } from '../base/output-file.js';
import { fromPackageRoot } from '../base/package-root.js';
import { formatsTable } from '../corpora/formats/format-registry.js';
import { dataDictionary } from '../queries/data-dictionary.js';
import { planStages } from '../stages/plan.js';

writeWhole(fromPackageRoot('docs/columns.md'), dataDictionary(planStages()));
const corpora = fromPackageRoot('docs/corpora.md');
const [head] = formatsTable().split('\n', 1);
writeWhole(
  corpora,
  readFileSync(corpora, 'utf8').replace(/^\|.*\n(?:\|.*\n)*/m, (table) => {
    if (!table.startsWith(`${head}\n`))
      throw new Error('the first table of docs/corpora.md is not that of formats');
    return formatsTable();
  }),
);
