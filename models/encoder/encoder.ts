/** The shared encoder: a trunk that is computed once for a window, and a tower of upper layers for each task. */

import { UserError } from '../../base/user-error.js';
import { withBorrowedTensors } from './borrowed-tensors.js';
import type { MaskedMention } from './masking.js';
import { type EncoderFiles, type EncoderManifest, openEncoderFiles } from './package.js';
import { type Graph, loadRuntime, type RuntimeName } from './runtime.js';
import { cutWindows, type Window } from './windows.js';
import { type Pieces, WordPieces } from './word-pieces.js';

/** What the tagging tower says of each word piece of a text. */
export interface TaggedPieces {
  /** UTF-16 code units. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** By output (`source`, `cue`, `content`, `hedge` …): so many logits a piece, one piece after the other. */
  readonly outputs: Readonly<Record<string, { readonly classes: number; readonly logits: Float32Array }>>;
}

/** What the untuned base makes of each word piece of a text. */
export interface PieceStates {
  /** UTF-16 code units. */
  readonly starts: readonly number[];
  /** So many numbers a piece, one piece after the other. */
  readonly width: number;
  readonly states: Float32Array;
}

/** A stretch of a text, UTF-16 code units, in whose place other words are read. */
export interface ReadAs {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** How many tagged texts are kept: as many as go through one stage after the other. */
const TEXTS_KEPT = 32;

/** What is computed above the trunk: towers tuned for a task, and the untuned base. */
export type Tower = 'sentiment' | 'tagging' | 'sentence';

export interface EncoderOptions {
  readonly runtime?: RuntimeName;
  /** The package's folder; by default it is looked for. */
  readonly folder?: string;
}

/**
 * The encoder of one thread. Each window is computed by itself and never in a batch: activations are quantised over what is
 * computed together, so a score would depend on its batch mates.
 */
export class Encoder {
  readonly manifest: EncoderManifest;
  readonly #files: EncoderFiles;
  readonly #pieces: WordPieces;
  readonly #runtime: RuntimeName;
  readonly #graphs = new Map<string, Promise<Graph>>();
  readonly #special: { readonly cls: number; readonly sep: number; readonly mask: number };
  /** What was tagged last, the latest at the end: stages that ask for the same text share the work. */
  readonly #tagged = new Map<string, Promise<TaggedPieces>>();

  /** @throws UserError where the package with the weights is absent. */
  constructor({ runtime = 'native', folder }: EncoderOptions = {}) {
    this.#files = openEncoderFiles(folder);
    this.#runtime = runtime;
    this.manifest = this.#files.manifest;
    const vocabulary = Buffer.from(this.#files.read('vocab.txt')).toString('utf8').split('\n');
    if (vocabulary.at(-1) === '') vocabulary.pop();
    this.#pieces = new WordPieces(vocabulary);
    this.#special = {
      cls: this.#pieces.idOf('[CLS]'),
      sep: this.#pieces.idOf('[SEP]'),
      mask: this.#pieces.idOf(this.manifest.mask.token),
    };
  }

  /**
   * Loads what a task needs, so that what is missing is said before any text is read.
   *
   * @throws UserError where the runtime is not installed.
   */
  async load(tower: Tower): Promise<void> {
    await Promise.all([this.#graph('trunk'), this.#graph(tower)]);
  }

  #graph(name: string): Promise<Graph> {
    let graph = this.#graphs.get(name);
    if (graph === undefined) {
      graph = loadRuntime(this.#runtime).then((runtime) => runtime.load(this.#model(name)));
      this.#graphs.set(name, graph);
    }
    return graph;
  }

  #model(name: string): Uint8Array {
    const { read, folder, manifest } = this.#files;
    if (name !== 'sentence') return read(`${name}.onnx`);
    if (manifest.sentence === undefined)
      throw new UserError({
        what: 'the package of the accurate models is too old: it has no states of the untuned encoder',
        where: folder,
        remedy: 'Run: npm install hedgerow-encoder@latest',
      });
    return Object.entries(manifest.sentence.borrows).reduce<Uint8Array>(
      (graph, [file, names]) => withBorrowedTensors(graph, read(file), names),
      read('sentence.onnx'),
    );
  }

  /**
   * Sentiment toward mentions of a text whose mentions are masked: three logits each (negative, neutral, positive), NaN for
   * a mention without a piece.
   *
   * @param sentenceEnds - where each sentence ends, UTF-16 code units, in order.
   * @param mentions - from `maskMentions`.
   * @param wanted - whether the mention at an index is to be scored.
   * @param worth - whether a window is to be computed, by its wanted mentions and the number of its pieces; all are if it
   *   is left out. Mentions of other windows stay NaN.
   */
  async sentiment(
    text: string,
    sentenceEnds: ArrayLike<number>,
    mentions: readonly MaskedMention[],
    wanted: (index: number) => boolean,
    worth: (mentions: readonly number[], pieces: number) => boolean = () => true,
  ): Promise<Float64Array> {
    const { pieces, owner } = this.#maskedPieces(text, mentions);
    const first = new Int32Array(mentions.length).fill(-1);
    owner.forEach((mention, piece) => {
      const masked = mention >= 0 && mentions[mention]!.mask !== null;
      const isMask = pieces.ids[piece] === this.#special.mask;
      if (mention >= 0 && first[mention] === -1 && (!masked || isMask)) first[mention] = piece;
    });
    const scores = new Float64Array(3 * mentions.length).fill(Number.NaN);
    for (const window of this.#windows(pieces, sentenceEnds)) {
      const inBody: number[] = [];
      for (let piece = window.body; piece < window.end; piece++) {
        const mention = owner[piece]!;
        if (mention >= 0 && first[mention] === piece && wanted(mention)) inBody.push(mention);
      }
      const n = window.end - window.context + 2;
      if (inBody.length === 0 || !worth(inBody, n)) continue;
      const hidden = await this.#trunk(pieces, window);
      const graph = await this.#graph('sentiment');
      const { sentiment } = await graph.run({
        hidden: { data: hidden, dims: [1, n, this.manifest.width] },
        slots: { data: this.#slots(owner, mentions, window), dims: [1, n] },
        mentions: {
          data: BigInt64Array.from(inBody, (m) => BigInt(first[m]! - window.context + 1)),
          dims: [inBody.length],
        },
      });
      inBody.forEach((mention, i) => {
        for (let k = 0; k < 3; k++) scores[3 * mention + k] = Number(sentiment!.data[3 * i + k]);
      });
    }
    return scores;
  }

  /**
   * Attribution and hedges by word piece. All stages that ask for one text, read in the same way, share one computation.
   *
   * @param sentenceEnds - where each sentence ends, UTF-16 code units, in order.
   * @param readAs - stretches in whose place other words are read, in order.
   */
  tag(text: string, sentenceEnds: ArrayLike<number>, readAs: readonly ReadAs[] = []): Promise<TaggedPieces> {
    const key = readAs.length === 0 ? text : JSON.stringify([text, readAs]);
    let pieces = this.#tagged.get(key);
    if (pieces === undefined) {
      pieces = this.#tag(text, sentenceEnds, readAs);
      this.#tagged.set(key, pieces);
      // A failure is not kept: the next to ask tries again.
      pieces.catch(() => this.#tagged.delete(key));
      for (const oldest of this.#tagged.keys()) {
        if (this.#tagged.size <= TEXTS_KEPT) break;
        this.#tagged.delete(oldest);
      }
    }
    return pieces;
  }

  async #tag(
    text: string,
    sentenceEnds: ArrayLike<number>,
    readAs: readonly ReadAs[],
  ): Promise<TaggedPieces> {
    const pieces = this.#piecesReadAs(text, readAs);
    const sizes = Object.entries(this.manifest.tagging?.outputs ?? {});
    const outputs = Object.fromEntries(
      sizes.map(([name, classes]) => [
        name,
        { classes, logits: new Float32Array(classes * pieces.ids.length) },
      ]),
    );
    const graph = await this.#graph('tagging');
    for (const window of this.#windows(pieces, sentenceEnds)) {
      const hidden = await this.#trunk(pieces, window);
      const n = window.end - window.context + 2;
      const given = await graph.run({ hidden: { data: hidden, dims: [1, n, this.manifest.width] } });
      for (const [name, classes] of sizes) {
        const from = classes * (window.body - window.context + 1);
        const logits = given[name]!.data as Float32Array;
        outputs[name]!.logits.set(
          logits.subarray(from, from + classes * (window.end - window.body)),
          classes * window.body,
        );
      }
    }
    return { starts: pieces.starts, ends: pieces.ends, outputs };
  }

  /**
   * The states of the untuned base by word piece: what a text is about, for models of one's own labels.
   *
   * @param sentenceEnds - where each sentence ends, UTF-16 code units, in order.
   */
  async states(text: string, sentenceEnds: ArrayLike<number>): Promise<PieceStates> {
    const pieces = this.#piecesReadAs(text, []);
    const { width } = this.manifest;
    const all = new Float32Array(width * pieces.ids.length);
    const graph = await this.#graph('sentence');
    for (const window of this.#windows(pieces, sentenceEnds)) {
      const hidden = await this.#trunk(pieces, window);
      const n = window.end - window.context + 2;
      const { states } = await graph.run({ hidden: { data: hidden, dims: [1, n, width] } });
      const from = width * (window.body - window.context + 1);
      const body = (states!.data as Float32Array).subarray(from, from + width * (window.end - window.body));
      all.set(body, width * window.body);
    }
    return { starts: pieces.starts, width, states: all };
  }

  #windows(pieces: Pieces, sentenceEnds: ArrayLike<number>): Window[] {
    const { body_pieces, context_pieces } = this.manifest.window;
    return cutWindows(pieces.starts, sentenceEnds, body_pieces, context_pieces);
  }

  async #trunk(pieces: Pieces, { context, end }: Window): Promise<Float32Array> {
    const { cls, sep } = this.#special;
    const ids = [cls, ...pieces.ids.slice(context, end), sep];
    const graph = await this.#graph('trunk');
    const { hidden } = await graph.run({
      input_ids: { data: BigInt64Array.from(ids, BigInt), dims: [1, ids.length] },
    });
    return hidden!.data as Float32Array;
  }

  /** The pieces of a text in which some stretches are read as others; these keep the place of what they stand for. */
  #piecesReadAs(text: string, readAs: readonly ReadAs[]): Pieces {
    const pieces: Pieces = { ids: [], starts: [], ends: [] };
    let at = 0;
    for (const { start, end, words } of readAs) {
      this.#pieces.cut(text, at, start, pieces);
      const other: Pieces = { ids: [], starts: [], ends: [] };
      this.#pieces.cut(words, 0, words.length, other);
      for (const id of other.ids) {
        pieces.ids.push(id);
        pieces.starts.push(start);
        pieces.ends.push(end);
      }
      at = end;
    }
    this.#pieces.cut(text, at, text.length, pieces);
    return pieces;
  }

  /** The pieces of the masked text, and of each piece its mention, -1 for none. */
  #maskedPieces(text: string, mentions: readonly MaskedMention[]): { pieces: Pieces; owner: Int32Array } {
    const pieces: Pieces = { ids: [], starts: [], ends: [] };
    let at = 0;
    for (const { mask } of mentions) {
      if (mask === null) continue;
      this.#pieces.cut(text, at, mask[0], pieces);
      pieces.ids.push(this.#special.mask);
      pieces.starts.push(mask[0]);
      pieces.ends.push(mask[1]);
      at = mask[1];
    }
    this.#pieces.cut(text, at, text.length, pieces);
    const owner = new Int32Array(pieces.ids.length).fill(-1);
    let piece = 0;
    mentions.forEach(({ start, end }, mention) => {
      while (piece < owner.length && pieces.ends[piece]! <= start) piece++;
      for (let k = piece; k < owner.length && pieces.starts[k]! < end; k++) owner[k] = mention;
    });
    return { pieces, owner };
  }

  /**
   * Of each piece of the window its actor's number, by first appearance; 0 for no mention. Pronouns and descriptions have none:
   * whom they mean can hang on a name (his, her, its), and a score may not.
   */
  #slots(owner: Int32Array, mentions: readonly MaskedMention[], { context, end }: Window): BigInt64Array {
    const numberOf = new Map<string, number>();
    const slots = new BigInt64Array(end - context + 2);
    for (let piece = context; piece < end; piece++) {
      const mention = owner[piece]!;
      if (mention < 0) continue;
      const { actor, mask } = mentions[mention]!;
      if (mask === null) continue;
      let number = numberOf.get(actor);
      if (number === undefined) {
        number = Math.min(numberOf.size + 1, this.manifest.mask.slots);
        numberOf.set(actor, number);
      }
      slots[piece - context + 1] = BigInt(number);
    }
    return slots;
  }
}
