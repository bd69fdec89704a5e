/** Words that the terminal and the reports share for corrected figures. */
import { listing } from '../../base/wording.js';
import type { Validation } from './schema.js';

/** What a difference is of: two groups, or one and all others of the study (not of the corpus, as elsewhere in a comparison). */
export const differenceName = ({
  group,
  from,
}: {
  readonly group: string;
  readonly from: string | null;
}): string => `${group} − ${from ?? 'the study’s other groups'}`;

/**
 * Where the two corrections disagree: a figure with shared errors outside the interval of the one corrected by group.
 * A test that does not reject equal errors has little power in a small sample, so the figure by group is to be preferred.
 */
export function disagreements({ figures }: Pick<Validation, 'figures'>): string[] {
  return figures.flatMap(({ title, groups, differences }) => {
    const apart = [
      ...groups.map(({ group, corrected, shared }) => ({ name: group, corrected, shared })),
      ...differences.map((row) => ({
        name: differenceName(row),
        corrected: row.corrected,
        shared: row.shared,
      })),
    ].filter(
      ({ corrected, shared }) =>
        corrected?.interval != null &&
        shared !== null &&
        (shared.value < corrected.interval[0] || shared.value > corrected.interval[1]),
    );
    return apart.length === 0
      ? []
      : [
          `${title}: with shared errors, ${listing(apart.map(({ name }) => name))} ${apart.length === 1 ? 'lies' : 'lie'} outside the interval of the figure corrected by group. The tool may well err otherwise there, though the test does not show it: trust the figure corrected by group.`,
        ];
  });
}
