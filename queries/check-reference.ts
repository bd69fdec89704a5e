/** A check before a release: whether the bundled reference, and each stage's measured accuracy, belong to the stages as they are. */
import { existsSync } from 'node:fs';
import { fromPackageRoot } from '../base/package-root.js';
import { counted } from '../base/wording.js';
import { manifestStages } from '../pipeline/store/manifest-key.js';
import { accuracyEntries } from '../stages/accuracy.js';
import { planStages } from '../stages/plan.js';
import { referenceMismatch } from './reference-baseline.js';
import { type Reference, readReference } from './reference-file.js';
import { sampleValues } from './sample-values.js';

/** Fewer would make percentiles coarse. */
const LEAST_DOCUMENTS = 30_000;

/** What keeps the reference from a release, a line each. */
export async function checkReference(reference: Reference): Promise<readonly string[]> {
  const plan = planStages();
  const lines = [...referenceMismatch(plan, reference)];
  for (const { name, measure } of plan.columns)
    if (measure !== null && !Object.hasOwn(reference.measures, name))
      lines.push(`the reference has no value of the measure '${name}'`);
  if (reference.documents < LEAST_DOCUMENTS)
    lines.push(`the reference is made of ${counted(reference.documents, 'document')}, of too few`);
  if (reference.samples === undefined) return [...lines, 'the reference knows no values of the samples'];
  return [...lines, ...(await forgottenVersions(reference))];
}

/**
 * The stages that give other values for the samples than when the reference was made though nothing says so: neither their
 * version, files and columns, nor those of a stage that they require. A line each.
 */
export async function forgottenVersions({
  stages,
  columns,
  samples = {},
}: Reference): Promise<readonly string[]> {
  const plan = planStages();
  const then = new Map(stages.map((stage) => [stage.name, stage]));
  const unchanged = new Set<string>();
  for (const { name, version, resources } of manifestStages(plan)) {
    const other = then.get(name);
    const planned = plan.stages.find(({ stage }) => stage.name === name)!;
    const { requires } = planned.stage;
    const same =
      other?.version === version && other.resources.join() === resources.map(({ sha256 }) => sha256).join();
    // A column that came since then shows by itself.
    const known = planned.columns.every((column) => columns === undefined || columns.includes(column.name));
    if (same && known && requires.every((required) => unchanged.has(required))) unchanged.add(name);
  }
  const now = await sampleValues(plan);
  return plan.stages.flatMap(({ stage: { name, version } }) =>
    unchanged.has(name) && samples[name] !== now[name]
      ? [
          `the stage '${name}' gives other values for the samples than when the reference was made, at the same version ${version}: raise it`,
        ]
      : [],
  );
}

/** The figures of `accuracy.json` files that were measured with another version of their stage, a line each. */
export function staleAccuracy(): readonly string[] {
  return planStages().stages.flatMap(({ stage: { name, version } }) => {
    const file = `stages/${name}/accuracy.json`;
    if (!existsSync(fromPackageRoot(file))) return [];
    return accuracyEntries(file)
      .filter((entry) => entry.version !== version)
      .map(
        ({ metric, gold, version: measured }) =>
          `${file}: '${metric}' on ${gold} was measured with version ${measured} of the stage, which is ${version} now`,
      );
  });
}

if (process.argv[1]?.endsWith('check-reference.js')) {
  const lines = await checkReference(readReference());
  const stale = staleAccuracy();
  process.stdout.write(
    lines.length === 0
      ? 'The reference belongs to the stages as they are.\n'
      : `${lines.join('\n')}\nRemake the reference with: npm run reference -- CORPUS\n`,
  );
  if (stale.length > 0)
    process.stdout.write(
      `${stale.join('\n')}\nMeasure again with: hedgerow evaluate TASK GOLD --accuracy FILE\n`,
    );
  process.exitCode = lines.length === 0 && stale.length === 0 ? 0 : 1;
}
