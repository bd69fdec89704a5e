import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjectiveForms, inflect, nounForms, verbForms } from '../../language/en/inflect.js';
import { IRREGULAR_PLURALS } from '../../language/en/irregular-nouns.js';
import { IRREGULAR_PAST } from '../../language/en/irregular-verbs.js';
import { REPORTING_VERBS } from '../../language/en/reporting-verbs.js';
import { stem } from '../../language/en/stem.js';
import { tokens } from '../../language/en/tokens.js';
import { ADJECTIVES, IRREGULAR_VERBS, NOUNS, REGULAR_VERBS } from './words.js';

/** Forms that are words of their own or the form of a commoner verb: no spelling tells them apart. */
const HOMOGRAPHS = new Set('bore lay lives leaves shelves axes bases people'.split(' '));

describe('the forms of English words', () => {
  it.each(REGULAR_VERBS)('%s, %s, %s, %s', (base, ...forms) => {
    expect(verbForms(base!)).toEqual(expect.arrayContaining([base, ...forms]));
  });
  it.each(IRREGULAR_VERBS)('%s, %s, %s …', (base, ...forms) => {
    expect(verbForms(base!)).toEqual(expect.arrayContaining([base, ...forms]));
  });
  it.each(NOUNS)('%s, %s', (singular, ...plurals) => {
    expect(nounForms(singular!)).toEqual(expect.arrayContaining([singular, ...plurals]));
  });
  it.each(ADJECTIVES)('%s, %s, %s', (positive, ...forms) => {
    expect(adjectiveForms(positive!)).toEqual(expect.arrayContaining([positive, ...forms]));
  });

  it('are the usual ones only', () => {
    expect(verbForms('stop')).toEqual(['stop', 'stops', 'stopped', 'stopping']);
    expect(verbForms('plan')).toEqual(['plan', 'plans', 'planned', 'planning']);
    expect(verbForms('go')).toEqual(['go', 'goes', 'went', 'gone', 'going']);
    expect(verbForms('die')).toEqual(['die', 'dies', 'died', 'dying']);
    expect(verbForms('visit')).toEqual(['visit', 'visits', 'visited', 'visiting']);
    expect(verbForms('relay')).toEqual(['relay', 'relays', 'relayed', 'relaying']);
    expect(verbForms('repeal')).toEqual(['repeal', 'repeals', 'repealed', 'repealing']);
    expect(verbForms('fail')).toEqual(['fail', 'fails', 'failed', 'failing']);
    expect(verbForms('snow')).toEqual(['snow', 'snows', 'snowed', 'snowing']);
    expect(verbForms('display')).toEqual(['display', 'displays', 'displayed', 'displaying']);
    expect(nounForms('german')).toEqual(['german', 'germans']);
    expect(nounForms('species')).toEqual(['species']);
    expect(adjectiveForms('work')).toEqual(['work']);
  });

  it('come in both spellings where there are two', () => {
    expect(verbForms('travel')).toEqual(expect.arrayContaining(['traveled', 'travelled']));
    expect(verbForms('cancel')).toEqual(expect.arrayContaining(['canceling', 'cancelling']));
    expect(verbForms('benefit')).toEqual(expect.arrayContaining(['benefited', 'benefitted']));
    expect(verbForms('age')).toEqual(expect.arrayContaining(['aging', 'ageing']));
  });

  it('keep the particle of a phrasal verb', () => {
    expect(verbForms('point out')).toEqual(['point out', 'points out', 'pointed out', 'pointing out']);
  });

  it('are made for the parts of speech asked for', () => {
    expect(inflect('policy', ['NOUN'])).toEqual(['policy', 'policies']);
    expect(inflect('plan', ['VERB'])).toEqual(['plan', 'plans', 'planned', 'planning']);
    expect(inflect('poor', null)).toEqual(expect.arrayContaining(['poorer', 'poorest']));
    expect(inflect('bomb', null)).not.toContain('bomber');
    expect(inflect('quickly', null)).toEqual(['quickly']);
    expect(inflect('supply', null)).toContain('supplied');
    expect(inflect('because', null)).toEqual(['because']);
  });
});

describe('the stem', () => {
  const oneKey = ([base, ...forms]: readonly string[]): void => {
    for (const form of forms)
      if (!HOMOGRAPHS.has(form)) expect([form, stem(form)]).toEqual([form, stem(base!)]);
  };
  it.each(REGULAR_VERBS)('of %s is that of %s, %s and %s', (...row) => oneKey(row));
  it.each(IRREGULAR_VERBS)('of %s is that of its forms', (...row) => oneKey(row));
  it.each(NOUNS)('of %s is that of %s', (...row) => oneKey(row));
  it.each(ADJECTIVES)('of %s is that of its comparative and superlative', (...row) => oneKey(row));

  it('tells words apart that a plain suffix rule confounds', () => {
    for (const [a, b] of [
      ['planned', 'planed'],
      ['hopping', 'hoping'],
      ['taped', 'tapped'],
      ['starring', 'staring'],
      ['rated', 'rat'],
      ['need', 'ne'],
      ['this', 'thi'],
      ['new', 'news'],
      ['worker', 'work'],
      ['noted', 'not'],
      ['used', 'us'],
      ['number', 'numb'],
      ['police', 'policy'],
    ])
      expect(stem(a!), a).not.toBe(stem(b!));
  });

  it('is the same for every form that the inflector makes of an invented regular verb', () => {
    const onset = fc.constantFrom('', 'b', 'br', 'cl', 'd', 'fl', 'gr', 'pl', 'sk', 'sn', 'st', 't', 'tr');
    const vowel = fc.constantFrom('a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'oo', 'oi');
    const coda = fc.constantFrom(
      'b',
      'ck',
      'd',
      'g',
      'l',
      'lt',
      'm',
      'n',
      'nd',
      'p',
      'rk',
      'rm',
      'sh',
      'ss',
      'st',
      't',
      'ch',
      'x',
      'y',
      'w',
      've',
      'te',
      'me',
      'nce',
      'rge',
      'lve',
    );
    const prefix = fc.constantFrom('', 're', 'un', 'over', 'dis', 'out');
    fc.assert(
      fc.property(prefix, onset, vowel, coda, (...parts) => {
        const verb = parts.join('');
        // Of one syllable, "-ll" is taken as the word's own ("fill", "tell"); "gel" and "pal" are listed.
        fc.pre(
          !/^[^aeiou]*[aeiou]l$/.test(verb) &&
            verb.length > 3 &&
            !IRREGULAR_PAST.has(verb) &&
            !irregularForm(verb) &&
            !/(?:ed|ing|s)$/.test(verb),
        );
        for (const form of verbForms(verb)) expect([form, stem(form)]).toEqual([form, stem(verb)]);
      }),
      { numRuns: 3000 },
    );
  });

  it('of a stem with an ending taken off is stable for plurals', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[bcdfgklmnprtv][aeiou][bdgklmnprt][aeo][bdgklmnprt]$/), (noun) => {
        fc.pre(!/(?:ed|ie|man|men)$/.test(noun));
        for (const form of nounForms(noun)) expect(stem(form)).toBe(stem(noun));
      }),
      { numRuns: 1000 },
    );
  });
});

const formsOfIrregular = new Set([...IRREGULAR_PAST.values(), ...IRREGULAR_PLURALS.values()].flat());
const irregularForm = (word: string): boolean => verbForms(word).some((form) => formsOfIrregular.has(form));

describe('reporting verbs', () => {
  it('stand once in each list, and claim only by statement or thought', () => {
    for (const list of Object.values(REPORTING_VERBS)) expect(new Set(list).size).toBe(list.length);
    const { claiming, statement, thought } = REPORTING_VERBS;
    expect(claiming.filter((verb) => !statement.includes(verb) && !thought.includes(verb))).toEqual([]);
    expect(statement).toContain('point out');
  });
});

describe('tokens of a written word', () => {
  it.each([
    ["can't", ['ca', "n't"]],
    ["it's", ['it', "'s"]],
    ["'d", ["'d"]],
    ['cannot', ['can', 'not']],
    ['pro-life', ['pro', '-', 'life']],
    ["o'clock", ["o'clock"]],
    ['anti-war', ['anti-war']],
    ['etc.', ['etc.']],
  ])('%s', (written, expected) => {
    expect(tokens(written)).toEqual(expected);
  });
});
