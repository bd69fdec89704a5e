/** What the stages give for the bundled samples, in a hash each: whether values changed while a version did not. */
import { createHash } from 'node:crypto';
import { fromPackageRoot } from '../base/package-root.js';
import { openCorpus } from '../corpora/open-corpus.js';
import { rowAtRest } from '../pipeline/run/analyse-document.js';
import { canonicalJson } from '../pipeline/store/manifest-key.js';
import { loadPlan, type Plan } from '../stages/plan.js';

/** By stage, SHA-256 of its columns over the bundled samples. */
export async function sampleValues(plan: Plan): Promise<Readonly<Record<string, string>>> {
  const annotate = await loadPlan(plan);
  const hashes = new Map(plan.stages.map(({ stage }) => [stage.name, createHash('sha256')]));
  for await (const item of openCorpus(fromPackageRoot('corpora/samples/commentary')).read()) {
    if (item.kind === 'reject') throw new Error(`a sample is rejected: ${item.reject.message}`);
    const row = rowAtRest(item.document, await annotate(item.document), plan);
    for (const { stage, columns } of plan.stages)
      hashes
        .get(stage.name)!
        .update(canonicalJson(Object.fromEntries(columns.map(({ name }) => [name, row[name]]))));
  }
  return Object.fromEntries([...hashes].map(([name, hash]) => [name, hash.digest('hex')]));
}
