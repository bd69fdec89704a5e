/** What a model of sentiment toward mentions is: it may answer at once or later. Those there are: `models/`. */
import type { RuntimeName } from '../../models/encoder/runtime.js';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { Resource } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { ClassNumbers, ModelHeader } from './model-header.js';

/** The resolved mentions of a document as the fast model has read them: parallel arrays in text order. */
export interface ReadMentions {
  readonly tokenising: TokenisedDocument;
  readonly actors: ActorsAnnotation;
  /** Running text, or a sentence chosen for study. */
  readonly running: boolean;
  /** Each one's number among all mentions that the actors stage found. */
  readonly index: Int32Array;
  /** Probabilities of negative, neutral and positive by the fast model, three a mention. */
  readonly probabilities: Float64Array;
  /** Of each, the author's voice (0) or a source's (1). */
  readonly voice: Int32Array;
  /**
   * Lets the mentions of one actor inform each other (`actor-priors.ts`); changes the probabilities in place.
   *
   * @param concentration - where it is not the header's.
   */
  adjust(probabilities: Float64Array, concentration?: number | null): void;
  readonly header: ModelHeader;
}

export interface MentionAnswers {
  /** Three a mention, adjusted to their actors. */
  readonly probabilities: Float64Array;
  /** By what each mention's class is decided (`decide`). */
  decision(mention: number): ClassNumbers;
}

export type AnswerMentions = (read: ReadMentions) => Promise<MentionAnswers>;

export interface MentionModel {
  /** For the option's help. */
  readonly description: string;
  /** The files that it reads beside the fast model's. @throws UserError where they are absent. */
  resources(): readonly Resource[];
  load(settings: { readonly runtime: RuntimeName }): Promise<AnswerMentions>;
}
