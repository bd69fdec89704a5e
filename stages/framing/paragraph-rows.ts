/** Scores of frames by paragraph, kept column by column. */
import { doubled } from '../../base/typed-arrays.js';
import { coded, numbers, Rows } from '../column-batch.js';
import type { FrameParagraph } from './annotation.js';
import type { FrameTexts } from './evidence-rows.js';

/** Gathers the frames of the paragraphs of one document, column by column; used again for the next. */
export class ParagraphRows {
  #count = 0;
  #place = new Int32Array(64);
  #paragraph = new Int32Array(64);
  #score = new Float64Array(64);

  clear(): void {
    this.#count = 0;
  }

  /** @param place - the frame's place among all. */
  add(place: number, paragraph: number, score: number): void {
    const at = this.#count++;
    if (at === this.#place.length) {
      this.#place = doubled(this.#place);
      this.#paragraph = doubled(this.#paragraph);
      this.#score = doubled(this.#score);
    }
    this.#place[at] = place;
    this.#paragraph[at] = paragraph;
    this.#score[at] = score;
  }

  finish({ codebooks, frames }: FrameTexts): Rows<FrameParagraph> {
    const count = this.#count;
    const places = this.#place.slice(0, count);
    return new Rows<FrameParagraph>(count, {
      codebook: coded(places, codebooks),
      frame: coded(places, frames),
      paragraph: numbers(this.#paragraph.slice(0, count)),
      score: numbers(this.#score.slice(0, count)),
    });
  }
}
