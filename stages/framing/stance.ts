/** What a text does with a frame: puts it forward, reports that others do, or turns it down. */
import { TextTable } from '../column-batch.js';

/**
 * `affirmed`: in the author's own voice, or told as fact; `reported`: in the voice of a source; `rejected`: negated or turned
 * down by whoever speaks ("this is not about security", "a strike would be a mistake"). What is rejected adds nothing to a score.
 */
export type Stance = 'affirmed' | 'reported' | 'rejected';

const NAMES = ['affirmed', 'reported', 'rejected'] as const satisfies readonly Stance[];
export const STANCES = new TextTable(NAMES);

export const AFFIRMED = 0;
export const REPORTED = 1;
export const REJECTED = 2;

/** A phrase that rejects takes in the cues that begin within so many tokens behind it, in its sentence. */
export const REJECTION_REACH = 4;
