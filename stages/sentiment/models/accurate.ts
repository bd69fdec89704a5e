/** The encoder for every mention, or, as the cascade, where the fast model is least sure. */
import type { Encoder } from '../../../models/encoder/encoder.js';
import { encoderResources, encoderText, loadTower } from '../../encoder-reading.js';
import {
  type Cascade,
  cascadeOf,
  encoderReading,
  inVoice,
  judgeByEncoder,
  maskable,
} from '../encoder-judge.js';
import type { AnswerMentions, MentionModel, ReadMentions } from '../mention-model.js';
import { fast, fastDecision } from './fast.js';

export const accurate: MentionModel = {
  description:
    'a pretrained encoder that reads what stands before it too; needs the packages hedgerow-encoder and onnxruntime-node, and some thirty times the time of the whole analysis',
  resources: () => encoderResources('sentiment'),
  load: async ({ runtime }) => {
    const encoder = await loadTower('sentiment', runtime);
    return async (read) => ask(encoder, read, read.probabilities);
  },
};

export const cascade: MentionModel = {
  description: 'the encoder for the quarter of the text where the fast one is least sure',
  resources: () => encoderResources('sentiment'),
  load: async ({ runtime }) => {
    const [encoder, answerFast] = await Promise.all([
      loadTower('sentiment', runtime),
      fast.load({ runtime }),
    ]);
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
    (m) => inVoice(reading, read.voice[place.get(m)!]!),
    0,
    asked,
  );
  const byEncoder = Uint8Array.from(index, (m) => (Number.isNaN(answers[3 * m]!) ? 0 : 1));
  index.forEach((m, i) => {
    if (byEncoder[i] === 1) probabilities.set(answers.subarray(3 * m, 3 * m + 3), 3 * i);
  });
  read.adjust(probabilities, reading.concentration);
  return {
    probabilities,
    decision: (i) => (byEncoder[i] === 1 ? reading.decision : fastDecision(read)),
  };
}
