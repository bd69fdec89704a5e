import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { plainDocument } from '../../corpora/document.js';
import { hashText } from '../../random.js';
import type { ActorsAnnotation } from '../../stages/actors/annotation.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { SentenceView } from '../../stages/sentiment/sentence.js';
import { TargetJudge } from '../../stages/sentiment/targets.js';
import type { WordVectors } from '../../stages/sentiment/word-vectors.js';
import { loadWords, type WordTables } from '../../stages/sentiment/words.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { bagExample } from './bag-examples.js';
import type { Lesson } from './distil.js';

export interface UnlabelledChoice {
  /** Articles of opinion and of news, each. */
  readonly opinion: number;
  readonly news: number;
  /** Mentions of one article at most. */
  readonly mentions: number;
}

interface Article {
  readonly id: string;
  readonly text: string;
  readonly opinion: boolean;
}

/** Articles of the unlabelled corpus, in an order of their own; none of which a passage is in labelled data. */
export function unlabelledArticles(gold: string, opinion: number, news: number): Article[] {
  const labelled = new Set(
    readFileSync(join(gold, 'sentiment', 'commentary.dev.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).group as string),
  );
  const articles = gunzipSync(readFileSync(join(gold, 'corpora', 'allsides.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Article)
    .filter(({ id }) => !labelled.has(id))
    .sort((a, b) => hashText(a.id) - hashText(b.id) || (a.id < b.id ? -1 : 1));
  return [
    ...articles.filter((article) => article.opinion).slice(0, opinion),
    ...articles.filter((article) => !article.opinion).slice(0, news),
  ];
}

/**
 * Calls back with mentions of unlabelled articles as the bag sees them, and the accurate model's probabilities at the
 * class priors of its training; `article` counts the articles.
 */
export function eachUnlabelled(
  gold: string,
  vectors: WordVectors,
  choice: UnlabelledChoice,
  visit: (article: number, lesson: Lesson) => void,
): void {
  const annotate = loadPlan(planStages({}, ['attribution', 'actors']));
  const sentence = new SentenceView();
  const grammar = new Grammar();
  const out = new Float64Array(3);
  let judge: TargetJudge | undefined;
  let words: WordTables | undefined;
  unlabelledArticles(gold, choice.opinion, choice.news).forEach(({ id, text }, article) => {
    const annotations = annotate(plainDocument(id, text));
    const document = annotations.tokenising as unknown as TokenisedDocument;
    const { mentions } = annotations.actors as unknown as ActorsAnnotation;
    judge ??= new TargetJudge('accurate', document.vocabulary);
    words ??= loadWords(document.vocabulary);
    const chosen = mentions
      .filter((mention) => mention.actor !== null && mention.status === 'resolved')
      .map((mention) => [hashText(`${id} ${mention.start}`), mention] as const)
      .sort(([a], [b]) => a - b)
      .slice(0, choice.mentions);
    for (const [, { firstToken, afterToken }] of chosen) {
      const s = document.sentenceOfToken[firstToken]!;
      const begins = document.sentenceStart[s]!;
      sentence.read(document, begins, document.sentenceStart[s + 1]!, words);
      const to = afterToken - begins;
      if (to > sentence.length) continue;
      judge.judge(document, firstToken, afterToken, 'sentence', out);
      const example = bagExample(sentence, grammar, firstToken - begins, to, vectors, document.vocabulary);
      visit(article, { example, target: [out[0]!, out[1]!, out[2]!] });
    }
  });
}
