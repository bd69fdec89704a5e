import type { CorpusDocument } from '../../corpora/document.js';
import { type AnnotateDocuments, loadPlanForMany, type Plan } from '../../stages/plan.js';
import type { BatchWriter } from '../arrow/encode.js';
import { batchesOf } from './parts.js';

/** Documents, and characters, that go through the stages together: more would no longer stay in the cache. */
export const TOGETHER_DOCUMENTS = 32;
const TOGETHER_CHARACTERS = 250_000;

export interface AnnotatorEvents {
  /** A document could not be analysed; it has no row. */
  readonly onFailure: (place: number, message: string) => void;
  /** Called at every step, so that a watch sees the thread alive. */
  readonly onStep?: () => void;
}

/**
 * Runs a plan over documents and writes their rows. After a throw the stages are loaded anew, since one that was
 * stopped midway may have lost its footing, and the documents that went together are tried again one by one.
 */
export class Annotator {
  readonly #load: () => AnnotateDocuments;
  #annotate: AnnotateDocuments;

  constructor(plan: Plan, load: (plan: Plan) => AnnotateDocuments = loadPlanForMany) {
    this.#load = () => load(plan);
    this.#annotate = this.#load();
  }

  annotate(documents: readonly CorpusDocument[], writer: BatchWriter, events: AnnotatorEvents): void {
    let place = 0;
    for (const some of batchesOf(documents, TOGETHER_DOCUMENTS, TOGETHER_CHARACTERS)) {
      if (this.#write(some, writer, events.onStep) !== null) {
        some.forEach((document, i) => {
          const error = this.#write([document], writer, events.onStep);
          if (error !== null) events.onFailure(place + i, error.message);
        });
      }
      place += some.length;
    }
  }

  /** What was thrown, if anything: none of the documents then has a row. */
  #write(documents: readonly CorpusDocument[], writer: BatchWriter, onStep?: () => void): Error | null {
    try {
      onStep?.();
      writer.begin(documents);
      this.#annotate(documents, (stage, first, annotations) => {
        writer.add(stage, first, annotations);
        onStep?.();
      });
      writer.end();
      return null;
    } catch (error) {
      writer.undo();
      this.#annotate = this.#load();
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}
