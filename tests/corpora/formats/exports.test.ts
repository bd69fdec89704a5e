import { describe, expect, it } from 'vitest';
import { splitExport } from '../../../corpora/formats/exports/export.js';
import { textOfHtml } from '../../../corpora/formats/html/text-of-html.js';
import { rtfText } from '../../../corpora/formats/office/rtf-text.js';
import type { RecordOrDefect } from '../../../corpora/input/read-failure.js';

const nexis = (n: number): string[] => [
  `Levy ${n} may fail`,
  'The Vale Courier',
  'November 5, 2024 Tuesday 10:15 AM GMT',
  'Copyright 2024 The Vale Courier',
  'Section: COMMENT',
  `Length: ${n} words`,
  'Byline: Ada Okoro',
  'Body',
  `Text ${n}, perhaps.`,
  'Notes',
  'A second paragraph below a heading.',
  'Graphic',
  'A lorry',
  'Classification',
  'Language: ENGLISH',
  'Load-Date: November 5, 2024',
  'End of Document',
];
const lines = [1, 2, 3].flatMap(nexis);

const valuesOf = (items: RecordOrDefect[] | null): unknown =>
  items?.map((item) => ('values' in item ? item.values : item.defect.reason));

describe('the same Nexis export in every form', () => {
  const expected = [1, 2, 3].map((n) => ({
    title: `Levy ${n} may fail`,
    outlet: 'The Vale Courier',
    published: 'November 5, 2024 Tuesday 10:15 AM GMT',
    author: 'Ada Okoro',
    section: 'COMMENT',
    language: 'ENGLISH',
    database: 'Nexis',
    text: `Text ${n}, perhaps.\n\nNotes\n\nA second paragraph below a heading.`,
  }));
  it.each([
    ['text', lines.join('\n\n')],
    ['text with CR LF', lines.join('\r\n\r\n')],
    ['HTML', textOfHtml(lines.map((line) => `<p>${line}</p>`).join(''))],
    ['RTF', rtfText(`{\\rtf1 ${lines.map((line) => `{\\b ${line}\\par}`).join('\n')}}`, 256)!],
  ])('%s', (_form, text) => {
    expect(valuesOf(splitExport(text))).toMatchObject(expected);
  });

  it('every document is counted, whatever lines are missing', () => {
    for (let drop = 0; drop < nexis(1).length - 1; drop++) {
      const without = [1, 2, 3].flatMap((n) => nexis(n).filter((_, i) => i !== drop || n !== 2));
      expect(splitExport(without.join('\n\n')), nexis(1)[drop]).toHaveLength(3);
    }
    expect(valuesOf(splitExport(lines.slice(0, -1).join('\n')))).toHaveLength(3);
  });
});

describe('RTF', () => {
  it.each([
    ['{\\rtf1 a\\par b}', 'a\n\nb'],
    ["{\\rtf1\\ansi\\ansicpg1251 \\'c4\\'e0}", 'Да'],
    ['{\\rtf1\\uc1 \\u8220?x\\u8221?}', '“x”'],
    ["{\\rtf1\\uc2 \\u960\\'a3\\'a3y}", 'πy'],
    ['{\\rtf1\\u-10179?\\u-8704?}', '😀'],
    ['{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\x gone}a{\\v hidden}b}', 'ab'],
    ['{\\rtf1 \\{a\\}\\\\\\~b}', '{a}\\ b'],
    ['{\\rtf1 a\\tab b\\line c{\\pict 00ff}}', 'a\tb\nc'],
    ['{\\rtf1 {\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}}', 'link'],
  ])('%s', (rtf, text) => {
    expect(rtfText(rtf, 256)).toBe(text);
  });

  it('cut or nested too deeply gives none', () => {
    expect(rtfText('{\\rtf1 a', 256)).toBeNull();
    expect(rtfText('{'.repeat(300), 256)).toBeNull();
    expect(rtfText('', 256)).toBeNull();
  });
});
