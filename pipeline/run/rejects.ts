/** Orders a part's rejects. */
import type { Reject } from '../../corpora/document.js';
import type { PartInput } from './parts.js';
import type { DocumentFailure } from './worker-pool.js';

const REMEDIES: Readonly<Record<DocumentFailure['reason'], string>> = {
  'stage-failed': 'This is a defect of a stage: please report it with the document.',
  'stage-stalled': 'Split the document, leave it out, or allow it more time.',
  'worker-crashed': 'Split the document or leave it out; if it is of ordinary size, please report it.',
};

/** A part's rejects in the order of the corpus: the reader's and the stages'. */
export function rejectsOfPart(part: PartInput, failures: readonly DocumentFailure[]): readonly Reject[] {
  const placed = [
    ...part.rejects.map(({ after, reject }) => ({ at: after - 0.5, reject })),
    ...failures.map((failure) => ({ at: failure.row, reject: rejectOf(part, failure) })),
  ];
  return placed.sort((a, b) => a.at - b.at).map(({ reject }) => reject);
}

function rejectOf(part: PartInput, { row, ...failure }: DocumentFailure): Reject {
  const { document, source, place } = part.documents[row]!;
  return { source, place, id: document.id, ...reasonOf(failure) };
}

/** Why a stage had to give a document up, for a person. */
export function reasonOf({
  reason,
  message,
}: Pick<DocumentFailure, 'reason' | 'message'>): Pick<Reject, 'reason' | 'message' | 'remedy'> {
  return { reason, message: `the document could not be analysed: ${message}`, remedy: REMEDIES[reason] };
}
