/** Which column's values are the groups of a comparison. */
import { nearestName, UserError } from '../base/user-error.js';
import type { Column } from '../stages/columns.js';

/**
 * The column of that name, of text, whole numbers or yes and no, that is no measure.
 *
 * @throws UserError where there is none; valid names listed.
 */
export function groupColumn(name: string, columns: readonly Column[], what = 'to compare by'): Column {
  const candidates = columns.filter(
    (column) =>
      column.measure === null &&
      column.name !== 'text' &&
      column.name !== 'id' &&
      ['utf8', 'bool', 'int64', 'int32'].includes(column.type.kind),
  );
  const found = candidates.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = candidates.map((column) => column.name);
  const near = nearestName(name, names);
  throw new UserError({
    what: `there is no column '${name}' ${what}`,
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `The columns are: ${names.join(', ')}.`,
  });
}
