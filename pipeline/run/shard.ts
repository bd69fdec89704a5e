/** Which parts of a corpus are a shard's. */
import { UserError } from '../../base/user-error.js';

/** One share of a corpus's parts: every `count`th, beginning with number `number` (1 to `count`). */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/**
 * Reads `3/8`: the third of eight shares.
 *
 * @throws UserError where it is not of that form.
 */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [number, count] = match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
  if (number < 1 || number > count) {
    throw new UserError({
      what: `'${text}' is not a share of a corpus`,
      where: 'the option `shard`',
      remedy: 'Write NUMBER/COUNT with a number from 1 to the count: 3/8 is the third of eight.',
    });
  }
  return { number, count };
}

/** Parts are dealt out in turn, so that shares are alike in size wherever long documents stand. */
export function isOwn(shard: Shard, part: number): boolean {
  return part % shard.count === shard.number - 1;
}
