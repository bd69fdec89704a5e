/** How often the stages behind a report's claims are right, in a sentence. */
import { listing } from '../../base/wording.js';
import type { Stages } from '../report-base.js';

/**
 * The accuracy of stages, from data most like what is read: opinion writing where there is some. Its labels were coded by
 * language-model readers, which is said.
 *
 * @param names - of the stages that the claims rest on.
 * @returns null where none of them was measured.
 */
export function accuracySentence(stages: Stages, names: readonly string[]): string | null {
  let coded = false;
  const parts = stages
    .filter(({ name }) => names.includes(name))
    .flatMap(({ title, accuracy }) => {
      const like = accuracy.find(({ gold }) => gold.includes('commentary')) ?? accuracy[0];
      if (like === undefined) return [];
      if (like.gold.includes('commentary')) coded = true;
      return [
        `${title.toLowerCase()} ${like.value.toFixed(2)} (${like.metric}, ${like.gold}${like.gold.includes('commentary') ? '*' : ''})`,
      ];
    });
  if (parts.length === 0) return null;
  return `How often the stages are right: ${listing(parts)}${coded ? '; * labels coded by language-model readers' : ''}. The intervals are of sampling only and do not hold these errors.`;
}
