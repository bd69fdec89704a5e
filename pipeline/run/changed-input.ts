/** Input that changes while it is analysed: what was read is then no corpus that ever was. */
import { UserError } from '../../base/user-error.js';
import type { Corpus, CorpusSurvey } from '../../corpora/document.js';

/**
 * @param read - documents and rejects that came of the corpus; null where only a share of it was worked on.
 * @throws UserError (exit status 1) where a file is not as the survey found it, or the records do not add up.
 */
export async function checkUnchanged(
  corpus: Corpus,
  survey: CorpusSurvey,
  read: number | null,
): Promise<void> {
  const changed = (await corpus.changed?.()) ?? [];
  const counted = read === null || corpus.changed === undefined || read === survey.records;
  if (changed.length === 0 && counted) return;
  const shown = changed.slice(0, 3).join(', ');
  throw new UserError({
    what: 'the input changed during the run',
    ...(changed.length === 0
      ? {}
      : { where: changed.length > 3 ? `${shown} and ${changed.length - 3} more` : shown }),
    why: counted
      ? 'size or content are not those that the run began with'
      : `${survey.records} records were counted at its beginning, ${read} were read`,
    remedy: 'Nothing of it was kept. Run the command again when nothing writes to the input.',
    status: 1,
  });
}
