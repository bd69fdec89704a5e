/** Mentions of unlabelled articles with the teacher’s probabilities. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../../base/random.js';
import { plainDocument } from '../../corpora/document.js';
import type { WordVectors } from '../../models/word-vectors.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { adjustToPriors } from '../../stages/sentiment/classifier.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { SentenceView } from '../../stages/sentiment/sentence.js';
import { TargetJudge } from '../../stages/sentiment/targets.js';
import { loadWords, type WordTables } from '../../stages/sentiment/words.js';
import type { Lesson } from './distil.js';
import { bagExample } from './mention-examples.js';

/**
 * Groups on the United Nations' ISIL (Da'esh) and Al-Qaida Sanctions List that the articles often name. Writers of all
 * leanings speak ill of them, so that what stands around their names shows how blame for violence reads: the teacher,
 * which knows US politics, takes much of it for neutral. Other listed groups are left out, to see whether it carries over.
 */
const LISTED = /^(?:the )?(?:isis|isil|islamic state|al[- ]qa[ei]da|boko haram|al[- ]shabaab)\b/i;
const LISTED_NAMES = /\b(?:ISIS|ISIL|Islamic State|[Aa]l[- ]Qa[ei]da|Boko Haram|[Aa]l[- ]Shabaab)\b/g;
const OFTEN = 4;
/** How much commoner than among all mentions the classes are taken to be among theirs: .6, .37 and .03 to the priors. */
const LISTED_ODDS = [0.6 / 0.21, 0.37 / 0.655, 0.03 / 0.135] as const;

const ONES = [1, 1, 1] as const;

export interface UnlabelledChoice {
  /** Articles of opinion, of news, and further ones of either that often name a group of `LISTED`. */
  readonly opinion: number;
  readonly news: number;
  readonly listed: number;
  /** Mentions of one article at most. */
  readonly mentions: number;
}

interface Article {
  readonly id: string;
  readonly text: string;
  readonly opinion: boolean;
}

/** Articles of the unlabelled corpus, in an order of their own; none of which a passage is in labelled data. */
export function unlabelledArticles(gold: string, choice: UnlabelledChoice): Article[] {
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
  const chosen = [
    ...articles.filter((article) => article.opinion).slice(0, choice.opinion),
    ...articles.filter((article) => !article.opinion).slice(0, choice.news),
  ];
  const already = new Set(chosen);
  const listed = articles.filter(
    (article) => !already.has(article) && (article.text.match(LISTED_NAMES)?.length ?? 0) >= OFTEN,
  );
  return [...chosen, ...listed.slice(0, choice.listed)];
}

/**
 * Calls back with mentions of unlabelled articles as attention pooling sees them, and the teacher's probabilities at the
 * class priors of its training; `article` counts the articles.
 */
export async function eachUnlabelled(
  gold: string,
  vectors: WordVectors,
  choice: UnlabelledChoice,
  visit: (article: number, lesson: Lesson) => void,
): Promise<void> {
  const annotate = await loadPlan(planStages({ stages: ['attribution', 'actors'] }));
  const sentence = new SentenceView();
  const grammar = new Grammar();
  const out = new Float64Array(3);
  let judge: TargetJudge | undefined;
  let words: WordTables | undefined;
  for (const [article, { id, text }] of unlabelledArticles(gold, choice).entries()) {
    const annotations = await annotate(plainDocument(id, text));
    const document = annotations.tokenising!;
    const { mentions, actors } = annotations.actors!;
    const listed = new Set(actors.filter(({ name }) => LISTED.test(name)).map(({ key }) => key));
    judge ??= new TargetJudge('teacher', document.vocabulary);
    words ??= loadWords(document.vocabulary);
    const chosen = mentions
      .filter((mention) => mention.actor !== null && mention.status === 'resolved')
      .map((mention) => [hashText(`${id} ${mention.start}`), mention] as const)
      .sort(([a], [b]) => a - b)
      .slice(0, choice.mentions);
    for (const [, { firstToken, afterToken, actor }] of chosen) {
      const s = document.sentenceOfToken[firstToken]!;
      const begins = document.sentenceStart[s]!;
      sentence.read(document, begins, document.sentenceStart[s + 1]!, words);
      const to = afterToken - begins;
      if (to > sentence.length) continue;
      judge.judge(document, firstToken, afterToken, 'sentence', out);
      const example = bagExample(sentence, grammar, firstToken - begins, to, vectors, document.vocabulary);
      if (listed.has(actor!)) adjustToPriors(out, ONES, LISTED_ODDS);
      visit(article, { example, target: Float64Array.from(out) });
    }
  }
}
