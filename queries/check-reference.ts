/** A check before a release: whether the bundled reference belongs to the stages as they are. */
import { counted } from '../base/wording.js';
import { planStages } from '../stages/plan.js';
import { referenceMismatch } from './reference.js';
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
  const { samples } = reference;
  if (samples === undefined) return [...lines, 'the reference knows no values of the samples'];
  const versions = new Map(reference.stages.map(({ name, version }) => [name, version]));
  const now = await sampleValues(plan);
  for (const { stage } of plan.stages) {
    const { name, version } = stage;
    if (versions.get(name) === version && samples[name] !== now[name])
      lines.push(
        `the stage '${name}' gives other values for the samples than when the reference was made, at the same version ${version}: raise it`,
      );
  }
  return lines;
}

if (process.argv[1]?.endsWith('check-reference.js')) {
  const lines = await checkReference(readReference());
  process.stdout.write(
    lines.length === 0
      ? 'The reference belongs to the stages as they are.\n'
      : `${lines.join('\n')}\nRemake the reference with: npm run reference -- CORPUS\n`,
  );
  process.exitCode = lines.length === 0 ? 0 : 1;
}
