/** The key of an analysis: what decides its content. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fromPackageRoot } from '../../base/package-root.js';
import type { CorpusSurvey } from '../../corpora/document.js';
import { typeShape } from '../../stages/columns.js';
import type { Plan } from '../../stages/plan.js';
import type { Manifest, ManifestStage } from './manifest.js';

let version: string | undefined;

/** Hedgerow's version, from package.json. */
export function hedgerowVersion(): string {
  version ??= (JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')) as { version: string })
    .version;
  return version;
}

const resourceHashes = new Map<string, string>();

function resourceHash(path: string): string {
  let hash = resourceHashes.get(path);
  if (hash === undefined) {
    const file = isAbsolute(path) ? path : fromPackageRoot(path);
    hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    resourceHashes.set(path, hash);
  }
  return hash;
}

/** The stages of a plan as the manifest records them, their data files hashed. */
export function manifestStages(plan: Plan): readonly ManifestStage[] {
  return plan.stages.map(({ stage, options, resources }) => ({
    name: stage.name,
    title: stage.title,
    version: stage.version,
    options,
    resources: resources.map(({ path, kind, licence, description }) => ({
      path,
      kind,
      licence,
      description,
      sha256: resourceHash(path),
    })),
    citations: stage.citations,
    accuracy: stage.accuracy,
  }));
}

/**
 * The key of an analysis: SHA-256 over all that decides its bytes. File paths of the user's own resources
 * are left out, their hashes stand for them.
 */
export function manifestKey(
  survey: CorpusSurvey,
  manifest: Pick<Manifest, 'hedgerow' | 'options' | 'stages' | 'partFormat' | 'format' | 'columns'>,
): string {
  const decides = {
    format: manifest.format,
    hedgerow: manifest.hedgerow,
    inputs: survey.sources.map(({ name, format, sha256, records }) => ({ name, format, sha256, records })),
    extraColumns: survey.extraColumns,
    mapping: survey.mapping,
    rules: survey.rules ?? null,
    options: manifest.options,
    partFormat: manifest.partFormat,
    columns: manifest.columns.map(({ name, type, unit, nullable }) => [
      name,
      typeShape(type),
      unit,
      nullable,
    ]),
    stages: manifest.stages.map(({ name, version: stageVersion, options, resources }) => ({
      name,
      version: stageVersion,
      options,
      resources: resources.map(({ sha256 }) => sha256),
    })),
  };
  return createHash('sha256').update(canonicalJson(decides)).digest('hex');
}

/** JSON with the keys of every object sorted, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
