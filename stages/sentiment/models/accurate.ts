/** The encoder for every mention, or, as the cascade, where the fast model is least sure. */
import { join } from 'node:path';
import type { Encoder } from '../../../models/encoder/encoder.js';
import { openEncoderFiles } from '../../../models/encoder/package.js';
import type { RuntimeName } from '../../../models/encoder/runtime.js';
import { sharedEncoder } from '../../../models/encoder/shared-encoder.js';
import type { Resource } from '../../stage.js';
import {
  type Cascade,
  cascadeOf,
  encoderReading,
  encoderText,
  judgeByEncoder,
  maskable,
} from '../encoder-judge.js';
import type { AnswerMentions, MentionModel, ReadMentions } from '../mention-model.js';
import { fast, fastDecision } from './fast.js';

/** @throws UserError where the package with the encoder is absent. */
function resources(): Resource[] {
  const { folder } = openEncoderFiles();
  return ['encoder.json', 'vocab.txt', 'trunk.onnx', 'sentiment.onnx'].map((file) => ({
    path: join(folder, file),
    kind: 'model',
    licence: 'Apache-2.0',
    description: 'The encoder of the accurate models, in the package hedgerow-encoder; see MODEL.md there.',
  }));
}

export const accurate: MentionModel = {
  description:
    'a pretrained encoder that reads what stands before it too; needs the packages hedgerow-encoder and onnxruntime-node, and some thirty times the time of the whole analysis',
  resources,
  load: async ({ runtime }) => {
    const encoder = await loadEncoder(runtime);
    return async (read) => ask(encoder, read, read.probabilities);
  },
};

export const cascade: MentionModel = {
  description: 'the encoder for the quarter of the text where the fast one is least sure',
  resources,
  load: async ({ runtime }) => {
    const [encoder, answerFast] = await Promise.all([loadEncoder(runtime), fast.load({ runtime })]);
    return async (read) => {
      const { probabilities } = await answerFast(read);
      const place = placesOf(read);
      return ask(
        encoder,
        read,
        probabilities,
        cascadeOf(probabilities, read.header, (m) => place.get(m)!),
      );
    };
  },
};

async function loadEncoder(runtime: RuntimeName): Promise<Encoder> {
  const encoder = sharedEncoder(runtime);
  await encoder.load('sentiment');
  return encoder;
}

/** Of each of the document's mentions its place among those that were read. */
const placesOf = ({ index }: ReadMentions): Map<number, number> =>
  new Map(Array.from(index, (m, i) => [m, i]));

/** @param unasked - the probabilities of mentions about which the encoder is not asked. */
async function ask(
  encoder: Encoder,
  read: ReadMentions,
  unasked: Float64Array,
  asked?: Cascade,
): ReturnType<AnswerMentions> {
  const { index, tokenising, running } = read;
  const probabilities = unasked.slice();
  if (index.length === 0) return { probabilities, decision: () => fastDecision(read) };
  const place = placesOf(read);
  const reading = encoderReading(encoder, running);
  const answers = await judgeByEncoder(
    encoder,
    encoderText(tokenising),
    maskable(read),
    (m) => place.has(m),
    reading,
    0,
    asked,
  );
  const byEncoder = Uint8Array.from(index, (m) => (Number.isNaN(answers[3 * m]!) ? 0 : 1));
  index.forEach((m, i) => {
    if (byEncoder[i] === 1) probabilities.set(answers.subarray(3 * m, 3 * m + 3), 3 * i);
  });
  read.adjust(probabilities);
  return {
    probabilities,
    decision: (i) => (byEncoder[i] === 1 ? reading.decision : fastDecision(read)),
  };
}
