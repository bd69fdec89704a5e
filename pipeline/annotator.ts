import type { CorpusDocument } from '../corpora/document.js';
import { type Annotations, loadPlan, type Plan } from '../stages/plan.js';

export type Annotate = (document: CorpusDocument) => Annotations;

/** A document that a stage could not analyse. */
export class StageFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StageFailure';
  }
}

/**
 * Runs a plan over documents. After a throw the stages are loaded anew, since one that was stopped midway may
 * have lost its footing, and the document is tried once more.
 */
export class Annotator {
  readonly #load: () => Annotate;
  #annotate: Annotate;

  constructor(plan: Plan, load: (plan: Plan) => Annotate = loadPlan) {
    this.#load = () => load(plan);
    this.#annotate = this.#load();
  }

  /** @throws StageFailure when a stage throws on this document twice. */
  annotate<Result>(document: CorpusDocument, use: (annotations: Annotations) => Result): Result {
    try {
      return use(this.#annotate(document));
    } catch {
      this.#annotate = this.#load();
      try {
        return use(this.#annotate(document));
      } catch (error) {
        this.#annotate = this.#load();
        throw new StageFailure(error);
      }
    }
  }
}
