/** What of a manifest is known before the documents are read. */
import { join } from 'node:path';
import { writeWhole } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';
import type { Corpus } from '../../corpora/document.js';
import type { Plan } from '../../stages/plan.js';
import { documentColumns } from '../store/document-columns.js';
import {
  MANIFEST_FILE,
  MANIFEST_FORMAT,
  type Manifest,
  type ManifestPart,
  type PartFormat,
} from '../store/manifest.js';
import { hedgerowVersion, manifestKey, manifestStages } from '../store/manifest-key.js';
import { PART_CHARACTERS, PART_DOCUMENTS } from './parts.js';

/** All of a manifest that is known before the documents are read. */
export type ManifestDraft = Omit<Manifest, 'parts' | 'read' | 'analysed' | 'rejected' | 'reasons'>;

export type Survey = Awaited<ReturnType<Corpus['survey']>>;

/** @throws UserError where the corpus's own columns clash with the analysis's. */
export function draftManifest(plan: Plan, survey: Survey, partFormat: PartFormat): ManifestDraft {
  const fixed = {
    format: MANIFEST_FORMAT,
    hedgerow: hedgerowVersion(),
    partFormat,
    options: { part_documents: PART_DOCUMENTS, part_characters: PART_CHARACTERS, ...survey.rules },
    stages: manifestStages(plan),
  } as const;
  const columns = [...documentColumns(survey.extraColumns), ...plan.columns];
  const clashing = columns.find(({ name }, i) => columns.findIndex((other) => other.name === name) !== i);
  if (clashing !== undefined) {
    throw new UserError({
      what: `the corpus has a column of its own named '${clashing.name}', as the analysis has`,
      remedy: 'Rename it in the corpus.',
    });
  }
  return {
    ...fixed,
    key: manifestKey(survey, { ...fixed, columns }),
    inputs: survey.sources,
    mapping: survey.mapping,
    ...(survey.notes === undefined ? {} : { notes: survey.notes }),
    columns,
  };
}

/** The manifest of a finished analysis: its parts in the order of the corpus, and every document accounted for. */
export function completeManifest(
  draft: ManifestDraft,
  parts: readonly ManifestPart[],
  counts: Pick<Manifest, 'read' | 'rejected' | 'reasons'>,
): Manifest {
  const analysed = parts.reduce((sum, { documents }) => sum + documents, 0);
  const { read, rejected, reasons } = counts;
  return { ...draft, parts, read, analysed, rejected, reasons };
}

export function writeManifest(folder: string, manifest: Manifest): void {
  writeWhole(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 1)}\n`);
}
