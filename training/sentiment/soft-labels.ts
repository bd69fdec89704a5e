/** What the encoder says of mentions of unlabelled articles, for the fast model to learn from. */
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../../base/random.js';
import { plainDocument } from '../../corpora/document.js';
import { openEncoderFiles } from '../../models/encoder/package.js';
import type { WordVectors } from '../../models/word-vectors.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { type EncoderReading, inVoice } from '../../stages/sentiment/encoder-judge.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { settingOf } from '../../stages/sentiment/mention-inputs.js';
import { type Calibration, probabilitiesOf } from '../../stages/sentiment/model-header.js';
import { SentenceView } from '../../stages/sentiment/sentence.js';
import { tokenSpan } from '../../stages/sentiment/targets.js';
import { loadWords, type WordTables } from '../../stages/sentiment/words.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import type { Lesson } from './distil.js';
import { bagExample } from './mention-examples.js';

export interface UnlabelledArticle {
  readonly id: string;
  readonly text: string;
  readonly opinion: boolean;
}

/** A line of the file: an article's mentions (UTF-16 code units) with P(negative), P(neutral), P(positive), uncalibrated. */
export interface SoftLabels {
  readonly id: string;
  readonly mentions: readonly (readonly [start: number, end: number, ...p: [number, number, number]])[];
}

/** Articles of AllSides of which no passage is in labelled data, in an order of their own; opinion and news by turns. */
export function unlabelledArticles(gold: string): UnlabelledArticle[] {
  const labelled = new Set(
    ['commentary.dev', 'commentary.train'].flatMap((name) =>
      readFileSync(join(gold, 'sentiment', `${name}.jsonl`), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).group as string),
    ),
  );
  const articles = gunzipSync(readFileSync(join(gold, 'corpora', 'allsides.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as UnlabelledArticle)
    .filter(({ id }) => !labelled.has(id))
    .sort((a, b) => hashText(a.id) - hashText(b.id) || (a.id < b.id ? -1 : 1));
  const opinion = articles.filter((article) => article.opinion);
  const news = articles.filter((article) => !article.opinion);
  return opinion.flatMap((article, i) => [article, ...news.slice(i, i + 1)]);
}

/** Every third mention is told as if its sentence had been chosen for study, so that the student learns that setting too. */
const CHOSEN = 3;

/** Probabilities that were not calibrated, calibrated. */
function calibrated(p: readonly number[], to: Calibration): number[] {
  const scores = p.map((one) => Math.log(Math.max(5e-4, one)));
  const out = new Float64Array(3);
  probabilitiesOf(scores, to, out);
  return [...out];
}

/** The lessons of a file that label-articles.js wrote. */
export async function softLessons(
  path: string,
  gold: string,
  vectors: WordVectors,
  weight: number,
): Promise<Lesson[]> {
  const textOf = new Map(unlabelledArticles(gold).map(({ id, text }) => [id, text]));
  const annotate = await loadPlan(planStages({ stages: ['attribution'] }));
  const sentence = new SentenceView();
  const grammar = new Grammar();
  const lessons: Lesson[] = [];
  const { sentiment } = openEncoderFiles().manifest.calibration;
  const [chosen, running]: readonly EncoderReading[] = [
    sentiment.genres.news ?? sentiment.default,
    sentiment.genres.commentary ?? sentiment.default,
  ];
  let words: WordTables | undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { id, mentions } = JSON.parse(line) as SoftLabels;
    const annotations = await annotate(plainDocument(id, textOf.get(id)!));
    const document: TokenisedDocument = annotations.tokenising!;
    const { holderOfToken } = annotations.attribution!;
    words ??= loadWords(document.vocabulary);
    for (const [m, [start, end, ...p]] of mentions.entries()) {
      const [first, after] = tokenSpan(document, start, end);
      const s = document.sentenceOfToken[first]!;
      const begins = document.sentenceStart[s]!;
      sentence.read(document, begins, document.sentenceStart[s + 1]!, words);
      const to = after - begins;
      if (to > sentence.length) continue;
      const asChosen = m % CHOSEN === CHOSEN - 1;
      const voice = holderOfToken[first]! < 0 ? 0 : 1;
      const setting = settingOf(asChosen ? 0 : 1, voice);
      const target = calibrated(p, inVoice(asChosen ? chosen! : running!, voice));
      const example = bagExample(
        sentence,
        grammar,
        first - begins,
        to,
        setting,
        vectors,
        document.vocabulary,
      );
      lessons.push({ example, target, weight });
    }
  }
  return lessons;
}
