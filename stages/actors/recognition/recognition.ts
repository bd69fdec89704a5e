/** What a recogniser of names gives. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { ActorType } from '../annotation.js';

/** A name found in the text: tokens [first, after), without title and possessive. */
export interface NameSpan {
  readonly first: number;
  readonly after: number;
  readonly type: ActorType;
  /** Probability of span and type together. */
  readonly confidence: number;
  readonly found_by: string;
}

/** Finds the names in a document, in text order, without overlaps. */
export type Recogniser = (document: TokenisedDocument) => NameSpan[];
