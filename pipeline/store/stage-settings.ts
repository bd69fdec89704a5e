/** Compares the options of two runs of a stage. */
import { resolve, sep } from 'node:path';
import type { StageOptions } from '../../stages/plan.js';
import type { Manifest, ManifestStage } from './manifest.js';
import { canonicalJson } from './manifest-key.js';

interface Settings extends Pick<ManifestStage, 'options'> {
  readonly resources: readonly Pick<ManifestStage['resources'][number], 'path' | 'sha256'>[];
}

/**
 * Replaces, in a stage's options, the texts that name files of the user's by what `make` gives for them: `whole` is the
 * path from the root, `hashes` those of the file, or of the files in the folder. Names of shipped parts hold no dot and
 * no slash.
 */
function withFiles<T>(
  options: T,
  resources: Settings['resources'],
  make: (whole: string, hashes: readonly string[]) => unknown,
): T {
  const replace = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'string' || !/[./\\]/.test(value)) return value;
    const here = resolve(value);
    const inside = resources.filter(({ path }) => path === here || path.startsWith(here + sep));
    if (inside.length > 0) return make(here, inside.map(({ sha256 }) => sha256).sort());
    // Paths were resolved in the folder of the run, which may be another than this one.
    const elsewhere = resources.find(({ path }) => path.endsWith(sep + value.replace(/^\.[\\/]/, '')));
    return elsewhere === undefined ? value : make(elsewhere.path, [elsewhere.sha256]);
  };
  return JSON.parse(JSON.stringify(options, replace)) as T;
}

/** Names of the options in which two runs of one stage differ; files are compared by their contents. */
export function differingOptions(a: Settings, b: Settings): readonly string[] {
  const byContents = ({ options, resources }: Settings): Readonly<Record<string, unknown>> =>
    withFiles(options as Record<string, unknown>, resources, (_whole, hashes) => hashes);
  const [one, other] = [byContents(a), byContents(b)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => canonicalJson(one[name] ?? null) !== canonicalJson(other[name] ?? null),
  );
}

/** The options that an analysis was made with, its files by their whole paths: to measure another text alike. */
export function optionsOf({ stages }: Pick<Manifest, 'stages'>): StageOptions {
  return Object.fromEntries(
    stages.map(({ name, options, resources }) => [name, withFiles(options, resources, (whole) => whole)]),
  );
}
