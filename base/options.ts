/** Checks options against the zod schema that describes them. */
import type { z } from 'zod';
import { UserError } from './user-error.js';

/**
 * The options of a schema among others, checked, defaults filled in.
 *
 * @throws UserError that names the option which is wrong.
 */
export function checkOptions<Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const own = Object.keys(schema.shape).flatMap((name) =>
    given[name] === undefined ? [] : [[name, given[name]] as const],
  );
  const parsed = schema.safeParse(Object.fromEntries(own));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const name = String(issue.path[0] ?? '');
  const where = `the option \`${name}\``;
  // What the command line could not read as a number.
  if (Number.isNaN(given[name])) throw new UserError({ what: 'a number is expected', where });
  throw new UserError({ what: `${JSON.stringify(given[name])} cannot be taken`, where, why: whyOf(issue) });
}

function whyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'number') return `the least is ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin === 'number') return `the most is ${issue.maximum}`;
  return issue.message;
}
