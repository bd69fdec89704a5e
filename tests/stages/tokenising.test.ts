import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPlan, planStages } from '../../stages/plan.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { FLAG, POS } from '../../stages/tokenising/annotation.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { documentOf } from '../document-of.js';

const run = await loadPlan(planStages({ stages: ['tokenising'] }));
const tokenise = async (text: string): Promise<TokenisedDocument> =>
  (await run(documentOf(text))).tokenising!;

const surfaces = (document: TokenisedDocument): string[] =>
  Array.from({ length: document.tokenCount }, (_, i) => document.surface(i, i + 1));

/** What must hold of any text's tokens, and does not here. */
async function faults(given: string): Promise<string[]> {
  const document = await tokenise(given);
  // Offsets in memory count in the text as it is measured; how they lead back is for the tests of clean twins.
  const { text } = document;
  const found: string[] = [];
  let at = 0;
  for (let i = 0; i < document.tokenCount; i++) {
    const [start, end] = [document.start[i]!, document.end[i]!];
    if (start < at || end <= start) found.push(`token ${i} is empty or out of order`);
    if (text.slice(start, end) !== document.vocabulary.wordOf(document.form[i]!))
      found.push(`token ${i} is not its form`);
    if (/[A-Za-z0-9]/.test(text.slice(at, start))) found.push(`part of a word is lost before token ${i}`);
    at = end;
  }
  if (/[A-Za-z0-9]/.test(text.slice(at))) found.push('part of a word is lost at the end');
  if (document.sentenceStart[document.sentenceCount] !== document.tokenCount)
    found.push('sentences end early');
  if (document.paragraphStart[document.paragraphCount] !== document.sentenceCount)
    found.push('paragraphs end early');
  for (let s = 0; s < document.sentenceCount; s++) {
    const first = document.sentenceStart[s]!;
    if (document.sentenceStart[s + 1]! <= first) found.push(`sentence ${s} is empty`);
    if ((document.flags[first]! & FLAG.sentenceStart) === 0) found.push(`sentence ${s} has no flag`);
  }
  return found;
}

async function expectSound(text: string): Promise<void> {
  expect(await faults(text)).toEqual([]);
}

describe('offsets', () => {
  it('are exact for any text', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), expectSound), {
      numRuns: 300,
    });
  });

  it('are exact where wink-nlp loses characters', async () => {
    const parts = fc.constantFrom(
      '\ufeff',
      '\u2028',
      '\u2029',
      '\f',
      '\v',
      '\u00a0',
      '\u200b',
      '\u2009',
      ' ',
      '\n\n',
      '\r\n',
      '\t',
      '😀',
      '\ud83d',
      'don’t',
      "can't",
      'U.S.',
      'et al.',
      '“',
      '”',
      '"',
      ',',
      '.',
      '…',
      '—',
      'constructor',
      '__proto__',
      'toString',
      'Gen.',
      'http://example.org/a,b',
      'me@example.org',
      '3.5%',
      '$5m',
      'é',
      '中文',
      'word',
      'Naïve',
      "'",
      '‘',
      'İ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 60 }), async (list) => await expectSound(list.join(''))),
      { numRuns: 500 },
    );
  });

  it('are exact after more spaces than wink-nlp counts', async () => {
    await expectSound(`one${' '.repeat(70_000)}two`);
  });
});

describe('tokens', () => {
  it('carry parts of speech, shape flags and spaces', async () => {
    const document = await tokenise('NATO can not wait.');
    expect(surfaces(document)).toEqual(['NATO', 'can', 'not', 'wait', '.']);
    expect(document.pos[1]).toBe(POS.AUX);
    expect(document.flags[0]! & FLAG.allCaps).not.toBe(0);
    expect(document.flags[4]! & (FLAG.word | FLAG.spaceBefore)).toBe(0);
  });

  it('separate the comma that wink-nlp leaves on a word before a closing quotation mark', async () => {
    expect(surfaces(await tokenise('The U.S. is “good,” he said.'))).toContain('good');
  });

  it('have straight apostrophes in their normal form, in lower case', async () => {
    const document = await tokenise('They’ve attacked Khan’s men');
    const words = Array.from(document.word, (id) => document.vocabulary.wordOf(id));
    expect(words).toEqual(['they', "'ve", 'attacked', 'khan', "'s", 'men']);
  });
});

describe('the vocabulary', () => {
  it('keeps permanent ids and forgets the rest', () => {
    const vocabulary = new Vocabulary();
    const may = vocabulary.intern('may');
    vocabulary.seal();
    const passing = vocabulary.intern('xyzzy');
    const lengths = vocabulary.table((word) => word.length);
    expect([lengths(may), lengths(passing)]).toEqual([3, 5]);
    vocabulary.renew();
    expect(vocabulary.idOf('xyzzy')).toBe(-1);
    expect(vocabulary.intern('may')).toBe(may);
    expect(lengths(vocabulary.intern('longer word'))).toBe(11);
  });
});

const ARTICLES = '../shared/gold/corpora/allsides-pakistan.jsonl';

describe.skipIf(!existsSync(ARTICLES))('real articles (skipped where the shared data is absent)', () => {
  it('are tokenised with exact offsets', async () => {
    const lines = readFileSync(ARTICLES, 'utf8').trimEnd().split('\n').slice(0, 100);
    for (const line of lines) await expectSound((JSON.parse(line) as { text: string }).text);
  });
});
