import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import winkNLP, { type ItsFunction } from 'wink-nlp';
import { FLAG, POS_TAGS, type TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { SentenceFinder } from '../../stages/tokenising/sentences.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { forgetHistory, readableModel, Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';

interface Raw {
  readonly tokens: readonly number[];
  readonly sentences: readonly (readonly number[])[];
  readonly cache: Parameters<typeof forgetHistory>[0] & {
    valueOf(feature: 'pos', index: number): (typeof POS_TAGS)[number];
  };
}

const nlp = winkNLP(readableModel(), ['sbd', 'pos']);
const rawDocument: ItsFunction<unknown> = nlp.its.readabilityStats;
const readWhole = (text: string): Raw => nlp.readDoc(text).out(rawDocument) as Raw;
forgetHistory(readWhole('a').cache);

const vocabulary = new Vocabulary();
const tokeniser = new Tokeniser(new Wink(), vocabulary);
const finder = new SentenceFinder(vocabulary);
vocabulary.seal();

/** A part of the model that doubled with every start ended a process at the 21st. */
it('is started any number of times in one process', () => {
  for (let i = 0; i < 24; i++) new Wink();
  const [token] = new Wink().cutPlain('harbour')!;
  expect(token).toBeDefined();
});

/** Where the tokens, parts of speech and sentences differ from those of wink-nlp reading the text whole. */
function differences(text: string): string[] {
  const ours = tokeniser.tokenise(text);
  const { tokens, sentences, cache } = readWhole(text);
  const found: string[] = [];
  const starts = new Set(sentences.map(([first]) => first));
  const candidates = new Uint8Array(ours.tokenCount + 1);
  let at = 0;
  let begins = false;
  for (let raw = 0; raw < tokens.length / 4; raw++) {
    const value = cache.value(tokens[raw * 4]!);
    if (starts.has(raw)) begins = true;
    if (value.trim() === '') continue;
    if (begins) candidates[at] = 1;
    begins = false;
    const tag = cache.valueOf('pos', (tokens[raw * 4 + 2]! & 0x3f00000) >>> 20);
    const pos = Math.max(0, POS_TAGS.indexOf(tag));
    // A mark that wink-nlp leaves on a word is a token of its own here.
    const parts = ours.surface(at, at + 1) === value ? 1 : 2;
    if (ours.surface(at, at + parts) !== value)
      found.push(`token ${at} is '${ours.surface(at, at + 1)}', not '${value}'`);
    else if (ours.pos[at] !== pos && (ours.flags[at]! & FLAG.word) !== 0)
      found.push(`'${value}' is ${POS_TAGS[ours.pos[at]!]}, not ${tag}`);
    at += parts;
  }
  if (at !== ours.tokenCount) found.push(`${ours.tokenCount} tokens, not ${at}`);
  const { start, end, word, flags } = ours;
  const whole = finder.find(
    text,
    { count: ours.tokenCount, start, end, word, flags: flags.slice() },
    candidates,
  );
  if (String(whole.sentenceStart) !== String(ours.sentenceStart)) found.push('other sentences');
  return found;
}

function expectSame(text: string): void {
  expect(differences(text)).toEqual([]);
}

const PIECES = fc.constantFrom(
  ..."the ferry Oduya may can’t cannot CANNOT won't Vasko’s Vasko's U.S. Gen. et al. Inc. e-mail co-founder USD USD12 12 -26 1689–90 3.5% $5m 5pm 1980s 3rd @vasko #ferry me@example.org http://example.org/a,b well-known said. said, (said) “said” \"said\" said:) …then ... .. . , ; : ! ? — -- – “ ” ‘ ’ ' \" ( ) é naïve Élan İstanbul 中文 😀 \u200b \f \v \ufeff \u2028 colour organise gonna A. a. B, I’ll him.Then 1689ended run runs that like better “Oduya \"Oduya\" (Vasko) [Vasko], ‘said’ ‘Oduya; (cannot) \"gonna: Oduya's Vasko's’ Oduya’s” gonna's anti-Vasko Oduya-Vasko constructor-like ferry-wide cannot-may re-Oduya-like (ferry-boat) USDa’s Am-pm Oduya,” said.” said.\" Inc.” cannot,” gonna.’ Oduya). said.. said.., said?! said’. Oduya' said,' look' Co.,".split(
    ' ',
  ),
);
const GAPS = fc.constantFrom('', ' ', ' ', ' ', '  ', '\n', '\n\n', '\t', '\u00a0', '\u2009 ');

describe('tokens, parts of speech and sentence candidates', () => {
  it('are those of wink-nlp reading the text whole', () => {
    const text = fc
      .array(fc.tuple(PIECES, GAPS), { maxLength: 60 })
      .map((parts) => parts.map(([piece, gap]) => piece + gap).join(''));
    fc.assert(fc.property(text, expectSame), { numRuns: 2000 });
  });

  it('are the same again when all that was learned is forgotten', () => {
    const text = 'Oduya’s council may meet, said Vasko; the well-known (1689) ferry left. It sank.';
    const tokensOf = (document: TokenisedDocument): string =>
      Array.from(document.pos, (pos, i) => `${document.surface(i, i + 1)}/${pos}/${document.flags[i]}`).join(
        ' ',
      );
    const before = tokensOf(tokeniser.tokenise(text));
    vocabulary.renew();
    expect(tokensOf(tokeniser.tokenise(text))).toBe(before);
    // Its strings are frequent enough to be kept the first time that the rare ones are forgotten.
    for (let k = 0; k < 5; k++) tokeniser.tokenise(text);
    const generation = vocabulary.generation;
    for (let k = 0; k < 150; k++) {
      tokeniser.tokenise(Array.from({ length: 1000 }, (_, i) => `x${k}-y${i * 7}.z`).join(' '));
      if (k % 50 === 49) expect(tokensOf(tokeniser.tokenise(text))).toBe(before);
    }
    expect(vocabulary.generation).toBeGreaterThan(generation + 1);
    expectSame(text);
  });

  const ARTICLES = '../shared/gold/corpora/allsides-pakistan.jsonl';
  it.skipIf(!existsSync(ARTICLES))('are so for real articles (skipped where they are absent)', () => {
    const lines = readFileSync(ARTICLES, 'utf8').trimEnd().split('\n').slice(0, 300);
    for (const line of lines) expectSame((JSON.parse(line) as { text: string }).text);
  });
});
