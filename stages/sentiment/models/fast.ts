/** The fast model's own answers. */
import type { AnswerMentions, MentionModel, ReadMentions } from '../mention-model.js';
import type { ClassNumbers } from '../model-header.js';

/** By what the fast model's answers are decided. */
export const fastDecision = ({ running, header: { decision } }: ReadMentions): ClassNumbers =>
  running ? decision.running : decision.sentences;

const answer: AnswerMentions = async (read) => {
  const probabilities = read.probabilities.slice();
  read.adjust(probabilities);
  return { probabilities, decision: () => fastDecision(read) };
};

export const fast: MentionModel = {
  description: 'a small network that reads the sentence',
  resources: () => [],
  load: async () => answer,
};
