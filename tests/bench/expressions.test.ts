import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expressionsIn, pumpsOf } from '../../bench/expressions.js';
import { slowest } from '../../bench/pump-expressions.js';

const SIZES = [1_000, 8_000];

const expression = (source: string, flags = '') => ({ place: 'here', source, flags });

/** Quadratic, and never asked about a text of any length. */
const BOUNDED: Readonly<Record<string, string>> = {
  '"(?:[^"\\\\]|\\\\.)*"|-?\\d{16,}(?![\\d.eE])': 'JSON that was parsed: its strings end',
  '\\s*\\(.*\\)$': "a line of the user's own codebook",
  '\\s+(?=\\d+(?:\\s+\\d+)*$)|(?<=\\s\\d+)\\s+': "a line of the user's own codebook",
  '\\s+[|•·»–—:-]\\s+|\\s*\\|\\s*': 'titles of 400 characters at most',
  '[^aeiou].*(?:[^s]sis)$': 'nouns of lexicons and codebooks',
};

describe('the regular expressions on the way of a document', () => {
  it('take time as the text is long, or are known to meet short ones', () => {
    const folders = ['corpora', 'language', 'stages'];
    const expressions = folders.flatMap((folder) => expressionsIn(folder));
    expect(expressions.length).toBeGreaterThan(200);
    const slow = expressions.filter((one) => !(one.source in BOUNDED) && slowest(one, SIZES) !== null);
    expect(slow.map(({ place, source }) => `${place} ${source}`)).toEqual([]);
  });
});

describe('the pump of regular expressions', () => {
  it('finds every expression of a file, by its place', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hedgerow-pump-')), 'one.ts');
    writeFileSync(file, "const a = /x+\\/y/gi;\nconst b = 'no /x/ here', c = new RegExp('z{2}', 'u');\n");
    expect(expressionsIn(file)).toEqual([
      { place: `${file}:1`, source: 'x+\\/y', flags: 'gi' },
      { place: `${file}:2`, source: 'z{2}', flags: 'u' },
    ]);
  });

  it('makes texts of what an expression is made of', () => {
    const pumps = pumpsOf(expression('^\\s*href=\\d+;$'));
    for (const text of [' ', 'href', '1', ';', ' 1', '=']) expect(pumps).toContain(text);
  });

  it.each(['[ \\t]+\\n', '\\s*;.*$', '<[^>]*>', '(?:a+)+$', '^(?:A: b)?\\s*(?:\\s*x)*$'])(
    'finds that %s takes more than linear time',
    (source) => {
      expect(slowest(expression(source), [1_000, 16_000], 1_000)).not.toBeNull();
    },
  );

  it.each([
    '(?<![ \\t])[ \\t]+\\n',
    '\\p{L}+',
    '^[^\\s@]+@\\S+ \\((.+)\\)$',
    '<[^<>]*>',
    '"(?:[^"\\\\]|\\\\.)*"?',
  ])('lets %s pass', (source) => {
    expect(slowest(expression(source, 'u'), [1_000, 16_000])).toBeNull();
  });
});
