import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../../language/en/english.js';
import { POS, type POS_TAGS } from '../../language/parts-of-speech.js';
import { covers, sharedWords } from '../../language/terms/compare.js';
import { TermMatcher } from '../../language/terms/matcher.js';
import { isFault, parseTerm, type TermSyntax } from '../../language/terms/syntax.js';
import { satisfies, spellings, type WordSequence } from '../../language/terms/term.js';
import { Vocabulary } from '../../stages/vocabulary.js';

const LEMMA: TermSyntax = { language: ENGLISH, matching: 'lemma' };
const EXACT: TermSyntax = { ...LEMMA, matching: 'exact' };
const parsed = (term: string, syntax = LEMMA): WordSequence[] => {
  const sequences = parseTerm(term, syntax);
  if (isFault(sequences)) throw new Error(sequences.why);
  return sequences;
};
const faultOf = (term: string, syntax = LEMMA): string => {
  const sequences = parseTerm(term, syntax);
  return isFault(sequences) ? `${sequences.why}: ${sequences.remedy}` : 'none';
};
const texts = (sequences: readonly WordSequence[]): string[] =>
  sequences.map((words) => words.map(({ kind, text }) => (kind === 'any' ? '_' : text)).join(' '));

describe('the syntax of terms', () => {
  it('matches a plain word as the file says', () => {
    expect(parsed('plan')[0]![0]!.forms).toEqual(['plan', 'plans', 'planned', 'planning']);
    expect(parsed('plan', EXACT)[0]![0]!.forms).toEqual(['plan']);
    expect(parsed('=plan')[0]![0]!.forms).toEqual(['plan']);
    expect(parsed('@plan', EXACT)[0]![0]!.forms).toEqual(['plan', 'plans', 'planned', 'planning']);
  });

  it('takes the forms of a verb that the file itself lists', () => {
    const own = new Map([['spell', ['spells', 'spelled']]]);
    expect(parsed('@spell', { ...EXACT, ownForms: own })[0]![0]!.forms).toEqual([
      'spell',
      'spells',
      'spelled',
    ]);
  });

  it('reads choices, absent words, classes, wildcards, parts of speech', () => {
    const classes = new Map([['not', ['not', "n't"]]]);
    expect(texts(parsed('some|many people?', EXACT))).toEqual(['some|many people', 'some|many']);
    expect(parsed('do <not> know', { ...EXACT, classes })[0]![1]!.forms).toEqual(['not', "n't"]);
    expect(texts(parsed("it's a|an _ econom*", EXACT))).toEqual(["it 's a|an _ econom"]);
    expect(parsed('charge/VERB,NOUN')[0]![0]!.pos).toEqual(['VERB', 'NOUN']);
    expect(parsed('charge/VERB')[0]![0]!.forms).toContain('charging');
    expect(texts(parsed('and/or', EXACT))).toEqual(['and / or']);
    expect(texts(parsed('9/11'))).toEqual(['9/11']);
    expect(texts(parsed('=@handle'))).toEqual(['@handle']);
    expect(texts(parsed('pro-life|pro-choice', EXACT))).toEqual(['pro - life', 'pro - choice']);
  });

  it('takes an imported term as written, but for its *', () => {
    const literal: TermSyntax = { ...EXACT, literal: true };
    expect(texts(parsed('@handle', literal))).toEqual(['@handle']);
    expect(texts(parsed('what?', literal))).toEqual(['what ?']);
    expect(texts(parsed('rage*', literal))).toEqual(['rage']);
    expect(parsed('rage*', literal)[0]![0]!.kind).toBe('prefix');
    expect(texts(parsed('a_b', literal))).toEqual(['a_b']);
  });

  it.each([
    ['', 'the term is empty'],
    ['_ _', 'matches any word'],
    ['ec*my', '`*` stands inside a word'],
    ['run/VERBS', "'VERBS' is no part of speech: After the slash write one of X, ADJ"],
    ['<nobody> says', "there is no word class 'nobody'"],
    ['maybe?', 'the term can be empty'],
    ['a|', 'lacks a word beside the |'],
    ['a<b', "'a<b' is not a word"],
    [Array.from({ length: 10 }, () => 'a?').join(' '), 'stands for more than 500 sequences'],
  ])('says what is wrong with %j', (term, why) => {
    expect(faultOf(term)).toContain(why);
  });

  it('never throws, whatever the term', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (term, literal) => {
        const sequences = parseTerm(term, { ...LEMMA, literal });
        if (!isFault(sequences)) for (const words of sequences) expect(words.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the ways in which a term may be written', () => {
  it('has a hyphenated word whole and in parts, and two words with a hyphen where asked for', () => {
    const written = (term: string, hyphenated: boolean) =>
      texts(parsed(term, EXACT).flatMap((words) => spellings(words, hyphenated)));
    expect(written('pro-life', false)).toEqual(['pro - life', 'pro-life']);
    expect(written('health care', true)).toEqual(['health care', 'health - care']);
    expect(written('health care', false)).toEqual(['health care']);
    expect(written('rule of law', true)).toEqual(['rule of law']);
  });
});

describe('the comparison of terms', () => {
  it('knows what covers what, and the words that two share', () => {
    expect(covers(parsed('sanction'), parsed('=sanctioned'))).toBe(true);
    expect(covers(parsed('=sanctioned'), parsed('sanction'))).toBe(false);
    expect(covers(parsed('econom*'), parsed('economy'))).toBe(true);
    expect(covers(parsed('_ law'), parsed('the law'))).toBe(true);
    expect(covers(parsed('charge/VERB'), parsed('charge'))).toBe(false);
    expect(sharedWords(parsed('maybe|perhaps'), parsed('perhaps'))).toBe('perhaps');
    expect(sharedWords(parsed('charge/VERB'), parsed('charge/NOUN'))).toBe(null);
    expect(sharedWords(parsed('tax*'), parsed('taxes', EXACT))).toBe('taxes');
  });
});

describe('the matcher', () => {
  const WORDS = [
    'plan',
    'plans',
    'planned',
    'the',
    'law',
    'of',
    'rule',
    'economic',
    'some',
    'many',
    'say',
    '-',
    '.',
  ];
  const TERMS = [
    'plan',
    '@plan/VERB',
    'rule of law',
    'econom*',
    'some|many _? say',
    'the _',
    'law/NOUN',
    '=plans the?',
  ];

  it('finds what a search of every term at every token finds', () => {
    const terms = TERMS.map((term) => parsed(term, { ...LEMMA }).flatMap((words) => spellings(words, true)));
    const token = fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom('NOUN', 'VERB', 'DET' as const));
    fc.assert(
      fc.property(
        fc.array(fc.array(token, { minLength: 1, maxLength: 8 }), { maxLength: 6 }),
        (sentences) => {
          const tokens = sentences.flat();
          const vocabulary = new Vocabulary();
          const matcher = new TermMatcher(terms, vocabulary);
          const sentenceStart = Uint32Array.from([
            0,
            ...sentences.map((_, s) => sentences.slice(0, s + 1).flat().length),
          ]);
          const found: string[] = [];
          matcher.scan(
            {
              tokenCount: tokens.length,
              word: Int32Array.from(tokens, ([word]) => vocabulary.intern(word)),
              pos: Uint8Array.from(tokens, ([, tag]) => POS[tag as (typeof POS_TAGS)[number]]),
              sentenceOfToken: Uint32Array.from(sentences.flatMap((sentence, s) => sentence.map(() => s))),
              sentenceStart,
            },
            (first, count) => {
              for (let k = 0; k < count; k++) found.push(`${first} ${matcher.afters[k]} ${matcher.terms[k]}`);
              return first + 1;
            },
          );
          const expected = new Set<string>();
          let begin = 0;
          for (const sentence of sentences) {
            sentence.forEach((_, i) => {
              terms.forEach((sequences, t) => {
                for (const words of sequences) {
                  const fits = words.every((word, k) => {
                    const at = sentence[i + k];
                    return (
                      at !== undefined &&
                      satisfies(word, at[0]) &&
                      (word.pos === null || (word.pos as readonly string[]).includes(at[1]))
                    );
                  });
                  if (fits) expected.add(`${begin + i} ${begin + i + words.length} ${t}`);
                }
              });
            });
            begin += sentence.length;
          }
          expect([...found].sort()).toEqual([...expected].sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes on where it is told to', () => {
    const vocabulary = new Vocabulary();
    const matcher = new TermMatcher([parsed('a a', EXACT)], vocabulary);
    const word = Int32Array.from({ length: 5 }, () => vocabulary.intern('a'));
    const found: number[] = [];
    matcher.scan(
      {
        tokenCount: 5,
        word,
        pos: new Uint8Array(5),
        sentenceOfToken: new Uint32Array(5),
        sentenceStart: Uint32Array.of(0, 5),
      },
      (first) => {
        found.push(first);
        return matcher.afters[0]!;
      },
    );
    expect(found).toEqual([0, 2]);
  });
});
