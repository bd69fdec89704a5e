/** A corpus of which no document could be analysed: the user's input is wrong, and the reasons are told. */
import { UserError } from '../base/user-error.js';

/** @param reasons - rejects by reason. @param folder - of the analysis that lists them. */
export function nothingAnalysed(
  reasons: Readonly<Record<string, number>>,
  folder?: string | undefined,
): UserError {
  const list = Object.entries(reasons).map(([reason, n]) => `${n} ${reason}`);
  return new UserError({
    what: 'no document could be analysed',
    why: list.length === 0 ? 'the corpus holds none' : `rejected: ${list.join(', ')}`,
    remedy:
      folder === undefined
        ? '`hedgerow corpus CORPUS` shows what each record lacks.'
        : `Each has its place and remedy in ${folder}/rejects.jsonl.`,
  });
}
