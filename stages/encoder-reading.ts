// How stages ask the encoder: what it reads of a document, what it says of its tokens, which files it is.
import { join } from 'node:path';
import { z } from 'zod';
import type { Encoder, ReadAs, Tower } from '../models/encoder/encoder.js';
import { openEncoderFiles } from '../models/encoder/package.js';
import { RUNTIMES, type RuntimeName } from '../models/encoder/runtime.js';
import { sharedEncoder } from '../models/encoder/shared-encoder.js';
import { type TokenOdds, tokenOdds } from '../models/encoder/token-odds.js';
import { NAME, PEOPLE } from './masked-names.js';
import type { Resource } from './stage.js';
import type { TokenisedDocument } from './tokenising/annotation.js';

/** The option of a stage that runs by itself or with the encoder; `difference`: what each is. */
export const tierOption = (difference: string) =>
  z
    .enum(['fast', 'accurate'])
    .default('fast')
    .describe(
      `fast or accurate: ${difference}. accurate needs the packages hedgerow-encoder and onnxruntime-node.`,
    );

export const runtimeOption = z
  .enum(RUNTIMES)
  .default('native')
  .describe(
    'What runs the encoder: native (onnxruntime-node), wasm (onnxruntime-web, some four times slower).',
  );

/** What the encoder reads of a document. */
export interface EncoderText {
  readonly text: string;
  /** Where each sentence ends, UTF-16 code units. */
  readonly ends: Uint32Array;
}

export function encoderText(document: TokenisedDocument): EncoderText {
  const ends = new Uint32Array(document.sentenceCount);
  for (let s = 0; s < ends.length; s++) {
    const next = document.sentenceStart[s + 1]!;
    ends[s] = next === 0 ? 0 : document.end[next - 1]!;
  }
  return { text: document.text, ends };
}

/** What the encoder reads in place of names, so that none decides anything: of one word, of several, of a people. */
const SOMEBODY = 'Smith';
const FIRST_OF_SEVERAL = 'John';
const SOME_PEOPLE = 'Americans';

/** The names of a document whose names are masked (`NameMask`), and what is read in their place. */
function namesOf({ vocabulary, word, start, end, tokenCount }: TokenisedDocument): ReadAs[] {
  const [name, people] = [vocabulary.intern(NAME), vocabulary.intern(PEOPLE)];
  const found: ReadAs[] = [];
  for (let t = 0; t < tokenCount; t++) {
    if (word[t] !== name && word[t] !== people) continue;
    const opens = (t === 0 || word[t - 1] !== name) && word[t + 1] === name && t + 1 < tokenCount;
    const words = word[t] === people ? SOME_PEOPLE : opens ? FIRST_OF_SEVERAL : SOMEBODY;
    found.push({ start: start[t]!, end: end[t]!, words });
  }
  return found;
}

/**
 * What the tagging tower says of a document's tokens, by output; stages that ask for one document share the work.
 *
 * @param document - with its names masked (`NameMask`): the encoder reads the same words in the place of all of them.
 * @throws RangeError where the tower has no such output.
 */
export async function taggedTokens<O extends string>(
  encoder: Encoder,
  document: TokenisedDocument,
  outputs: readonly O[],
): Promise<Readonly<Record<O, TokenOdds>>> {
  const { text, ends } = encoderText(document);
  const tagged = await encoder.tag(text, ends, namesOf(document));
  const { start, end, tokenCount } = document;
  return Object.fromEntries(
    outputs.map((output) => [output, tokenOdds(tagged, output, start, end, tokenCount)]),
  ) as Record<O, TokenOdds>;
}

/**
 * The thread's encoder with the tower that a stage needs.
 *
 * @throws UserError where the package with the weights, or the runtime, is absent.
 */
export async function loadTower(tower: Tower, runtime: RuntimeName): Promise<Encoder> {
  const encoder = sharedEncoder(runtime);
  await encoder.load(tower);
  return encoder;
}

/** @throws UserError where the package with the encoder is absent. */
export function encoderResources(tower: Tower): Resource[] {
  const { folder, manifest } = openEncoderFiles();
  const lenders = tower === 'sentence' ? Object.keys(manifest.sentence?.borrows ?? {}) : [];
  return ['encoder.json', 'vocab.txt', 'trunk.onnx', `${tower}.onnx`, ...lenders].map((file) => ({
    path: join(folder, file),
    kind: 'model',
    licence: 'Apache-2.0',
    description: 'The encoder of the accurate models, in the package hedgerow-encoder; see MODEL.md there.',
  }));
}
