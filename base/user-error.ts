/** What a message to the user always says. */
export interface UserErrorParts {
  /** What went wrong, in one clause. */
  readonly what: string;
  /** File, line or row, column, or option. */
  readonly where?: string;
  /** The reason, where it is known. */
  readonly why?: string;
  /** What to do about it; valid names listed. */
  readonly remedy?: string;
  /** Exit status: 2 by default; 1 where the command was right and its input changed while it ran. */
  readonly status?: 1 | 2;
}

/**
 * A mistake in the user's input or options: shown without a stack trace, exit status 2.
 * Everything else that is thrown is a defect of Hedgerow.
 */
export class UserError extends Error implements UserErrorParts {
  readonly what: string;
  declare readonly where?: string;
  declare readonly why?: string;
  declare readonly remedy?: string;
  readonly status: 1 | 2;

  constructor(parts: UserErrorParts) {
    const place = parts.where === undefined ? '' : ` (${parts.where})`;
    const reason = parts.why === undefined ? '' : `: ${parts.why}`;
    const remedy = parts.remedy === undefined ? '' : `\n  ${parts.remedy}`;
    super(`${parts.what}${place}${reason}${remedy}`);
    this.name = 'UserError';
    this.what = parts.what;
    this.status = parts.status ?? 2;
    if (parts.where !== undefined) this.where = parts.where;
    if (parts.why !== undefined) this.why = parts.why;
    if (parts.remedy !== undefined) this.remedy = parts.remedy;
  }
}

/** The names nearest to a mistyped one, for "did you mean …". */
export function nearestName(name: string, valid: readonly string[]): string | undefined {
  const distance = (a: string, b: string): number => {
    let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
        row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, substitution));
      }
      previous = row;
    }
    return previous[b.length]!;
  };
  const ranked = valid
    .map((candidate) => ({ candidate, d: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((x, y) => x.d - y.d);
  const best = ranked[0];
  return best !== undefined && best.d <= Math.max(2, Math.floor(name.length / 3))
    ? best.candidate
    : undefined;
}
