/** Judges all resolved mentions of a document, by the model asked. */
import { lowerBound } from '../../base/bisect.js';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { coded, flags, numbers, Rows, slices, TextTable, texts } from '../column-batch.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { VOICES } from '../voice.js';
import { adjustToActors } from './actor-priors.js';
import type { MentionSentiment } from './annotation.js';
import type { JudgedMentions } from './judged-mentions.js';
import type { AnswerMentions } from './mention-model.js';
import { decide, LABELS } from './model-header.js';
import { MENTION_ROLES, roleOf } from './roles.js';
import { isRunningText, type Prior, type TargetJudge } from './targets.js';

interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
  readonly actors: ActorsAnnotation;
}

/** Below this probability the class named is not to be relied on for a single mention. */
export const ABSTAIN_BELOW = 0.5;

const LABEL_TEXTS = new TextTable(LABELS);
const ROLE_TEXTS = new TextTable(MENTION_ROLES);

/** Reads the mentions of a document and has the model answer for them. */
export async function judgeMentions(
  given: Given,
  judge: TargetJudge,
  answer: AnswerMentions,
  prior: Prior,
): Promise<{ readonly judged: JudgedMentions; readonly rows: Rows<MentionSentiment> }> {
  const { tokenising, attribution, actors } = given;
  const mentions = actors.mentionTokens;
  const running = isRunningText(tokenising, prior);
  const speakers = speakerTokens(given);
  let count = 0;
  for (let m = 0; m < mentions.count; m++) if (mentions.actor[m]! >= 0) count++;
  const of = (): Int32Array => new Int32Array(count);
  const [index, start, end, sentence, actor, voice, label] = [of(), of(), of(), of(), of(), of(), of()];
  const role = of();
  const ofSource = new Float64Array(count);
  const read = new Float64Array(3 * count);
  const keys: string[] = [];
  const holders: (string | null)[] = [];
  const out = new Float64Array(3);
  for (let m = 0, i = 0; m < mentions.count; m++) {
    if (mentions.actor[m]! < 0) continue;
    const first = mentions.first[m]!;
    const after = mentions.after[m]!;
    const said = attribution.holderOfToken[first]!;
    voice[i] = said < 0 ? 0 : 1;
    ofSource[i] = said < 0 ? 0 : attribution.attributions[said]!.confidence;
    const grammar = judge.judge(tokenising, first, after, running, voice[i]!, out);
    read.set(out, 3 * i);
    role[i] = roleOf(grammar, speakers[after - 1] === 1);
    index[i] = m;
    start[i] = tokenising.start[first]!;
    end[i] = tokenising.end[after - 1]!;
    sentence[i] = tokenising.sentenceOfToken[first]!;
    actor[i] = mentions.actor[m]!;
    keys.push(actors.actors[mentions.actor[m]!]!.key);
    holders.push((said < 0 ? undefined : attribution.attributions[said]?.source[0]?.surface) ?? null);
    i++;
  }
  const { header } = judge;
  const key = actor.map((a, i) => 2 * a + voice[i]!);
  const answers = await answer({
    ...given,
    running,
    index,
    probabilities: read,
    header,
    voice,
    adjust: (probabilities, concentration = header.concentration) => {
      if (running) adjustToActors(key, sentence, probabilities, { ...header, concentration });
    },
  });
  const { probabilities } = answers;
  const ofClass = (k: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => probabilities[3 * i + k]!);
  const [negative, neutral, positive] = [ofClass(0), ofClass(1), ofClass(2)];
  const abstained = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const best = decide(probabilities.subarray(3 * i, 3 * i + 3), answers.decision(i));
    label[i] = best;
    abstained[i] = probabilities[3 * i + best]! < ABSTAIN_BELOW ? 1 : 0;
  }
  const rows = new Rows<MentionSentiment>(count, {
    start: numbers(start),
    end: numbers(end),
    surface: slices(tokenising.text, start, end),
    actor: texts(keys),
    label: coded(label, LABEL_TEXTS),
    negative: numbers(negative),
    neutral: numbers(neutral),
    positive: numbers(positive),
    abstained: flags(abstained),
    role: coded(role, ROLE_TEXTS),
    voice: coded(voice, VOICES),
    source_probability: numbers(ofSource),
    holder: texts(holders),
    sentence: numbers(sentence),
    mention: numbers(index),
  });
  return { judged: { count, actor, voice, label, negative, neutral, positive }, rows };
}

/** Of each token 1 where it stands in the source of an attribution. */
function speakerTokens({ tokenising, attribution }: Given): Uint8Array {
  const speakers = new Uint8Array(tokenising.tokenCount);
  for (const { source } of attribution.attributions)
    for (const span of source) {
      let token = lowerBound(tokenising.start, span.start, 0, tokenising.tokenCount);
      for (; token < tokenising.tokenCount && tokenising.start[token]! < span.end; token++)
        speakers[token] = 1;
    }
  return speakers;
}
