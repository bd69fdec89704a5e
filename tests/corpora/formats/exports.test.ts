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

const running = (n: number, of: number): string[] => [
  `${n} of ${of} DOCUMENTS`,
  'The Vale Courier - Late Edition',
  'November 5, 2024 Tuesday',
  `May 5, ${n + 2000}: a levy may fail`,
  'BYLINE: Ada Okoro',
  'SECTION:',
  'COMMENT; Pg. 12',
  'LOAD-DATE: November 6, 2024',
  'LENGTH: 9 words',
  `Text ${n}, perhaps.`,
  'SUBJECT: so the letter began, it seems.',
  'It ended there.',
  'SUBJECT: TAXES (90%)',
  'GRAPHIC: A lorry',
  'A second lorry',
  'LANGUAGE: ENGLISH',
  'Copyright 2024 The Vale Courier',
  'All Rights Reserved',
];

describe("LexisNexis' running layout, in which no line says where the text begins", () => {
  const cover = [
    'Download Request: All Documents',
    'Time Of Request: Friday, November 8, 2024',
    'Terms: (levy)',
  ];
  const all = [...cover, ...[1, 2, 3].flatMap((n) => running(n, 3))];
  const expected = [1, 2, 3].map((n) => ({
    title: `May 5, ${n + 2000}: a levy may fail`,
    outlet: 'The Vale Courier',
    edition: 'Late Edition',
    published: 'November 5, 2024 Tuesday',
    author: 'Ada Okoro',
    section: 'COMMENT; Pg. 12',
    language: 'ENGLISH',
    text: `Text ${n}, perhaps.\n\nSUBJECT: so the letter began, it seems.\n\nIt ended there.`,
  }));
  it.each([
    ['text', all.map((line) => `        ${line}`).join('\n\n')],
    ['HTML', textOfHtml(all.map((line) => `<p>${line}</p>`).join(''))],
    ['RTF', rtfText(`{\\rtf1 ${all.map((line) => `{\\b ${line}\\par}`).join('\n')}}`, 256)!],
  ])('%s', (_form, text) => {
    expect(valuesOf(splitExport(text))).toMatchObject(expected);
  });

  it('documents and rejects are as many as the counters state', () => {
    for (let drop = 0; drop < all.length; drop++) {
      const without = all.filter((_, i) => i !== drop);
      expect(splitExport(without.join('\n\n')), all[drop]).toHaveLength(3);
    }
    const cut = splitExport([...running(1, 3), ...running(3, 3)].join('\n\n'));
    expect(valuesOf(cut)).toMatchObject([expected[0], 'malformed-export', expected[2]]);
    // A selection out of the middle is whole, and two downloads in one file are two.
    expect(splitExport([...running(7, 900), ...running(8, 900)].join('\n\n'))).toHaveLength(2);
    expect(splitExport([...running(1, 1), ...running(1, 1)].join('\n\n'))).toHaveLength(2);
  });

  it('editions below the date, a headline in two lines, and no text', () => {
    const text = [
      '1 of 2 DOCUMENTS\n\nThe Vale Courier\n\nNovember 5, 2024, Tuesday\nEdition 1;\nNorth\n',
      'A levy may\nfail\n\nLENGTH: 3 words\nIt may fail.\n\nLOAD-DATE: November 5, 2024\n',
      '2 of 2 DOCUMENTS\n\nThe Vale Courier\n\nNovember 6, 2024\n\nNothing\n\nLENGTH: 0 words\n',
      'LOAD-DATE: November 5, 2024\n\nCopyright 2024 The Vale Courier\nAll Rights Reserved',
    ].join('\n');
    const first = { title: 'A levy may fail', edition: 'Edition 1; North', text: 'It may fail.' };
    expect(valuesOf(splitExport(text))).toMatchObject([first, 'no-text']);
  });
});

describe("the line of a Nexis document's date", () => {
  it.each([
    ['January 2, 2001 Tuesday, Final Edition', '2001-01-02', 'Final Edition'],
    ['October 12, 2004, Tuesday,, FINAL EDITION', '2004-10-12', 'FINAL EDITION'],
    ['Sunday, May 21, 2000, Home Edition', '2000-05-21', 'Home Edition'],
    ['November 5, 2002 Tuesday Ontario Edition', '2002-11-05', 'Ontario Edition'],
    ['March 4, 2019 Monday 11:45 PM EST, Late Edition', '2019-03-04 11:45 PM EST', 'Late Edition'],
    ['4. März 2021 Donnerstag', '2021-03-04', undefined],
    ['jeudi 4 mars 2021 10:15', '2021-03-04 10:15', undefined],
    ['1er août 2021', '2021-08-01', undefined],
    ['jueves 4 de marzo de 2021', '2021-03-04', undefined],
    ['quinta-feira, 4 de março de 2021', '2021-03-04', undefined],
    ['giovedì 4 marzo 2021', '2021-03-04', undefined],
    ['donderdag 4 maart 2021', '2021-03-04', undefined],
  ])('%s', (line, published, edition) => {
    const text = lines.join('\n\n').replaceAll('November 5, 2024 Tuesday 10:15 AM GMT', line);
    const [first] = splitExport(text)!;
    expect(first).toMatchObject({
      values: { title: 'Levy 1 may fail', outlet: 'The Vale Courier', published },
    });
    expect((first as { values: { edition?: string } }).values.edition).toBe(edition);
  });
  it.each(['March 4, 2021: what we know', '5 May 2020 was a fine day', '2000', 'May 2024'])(
    'is not the headline %s',
    (headline) => {
      const text = lines.join('\n\n').replaceAll('Levy 1 may fail', headline);
      expect(splitExport(text)![0]).toMatchObject({
        values: { title: headline, published: 'November 5, 2024 Tuesday 10:15 AM GMT' },
      });
    },
  );
});

describe('Nexis with an interface in another language', () => {
  it.each([
    [
      'German',
      'Ressort',
      'Länge: 5 Wörter',
      'Autor',
      'Klassifizierung',
      'Sprache: Englisch',
      'Ende des Dokuments',
    ],
    [
      'French',
      'Rubrique',
      'Longueur: 5 mots',
      'Auteur',
      'Classification',
      'Langue: Anglais',
      'Fin du document',
    ],
    [
      'Spanish',
      'Sección',
      'Longitud: 5 palabras',
      'Autor',
      'Clasificación',
      'Idioma: Inglés',
      'Fin del documento',
    ],
    [
      'Portuguese',
      'Seção',
      'Tamanho: 5 palavras',
      'Autor',
      'Classificação',
      'Idioma: Inglês',
      'Fim do documento',
    ],
    [
      'Italian',
      'Sezione',
      'Lunghezza: 5 parole',
      'Autore',
      'Classificazione',
      'Lingua: Inglese',
      'Fine documento',
    ],
    ['Dutch', 'Sectie', 'Lengte: 5 woorden', 'Auteur', 'Classificatie', 'Taal: Engels', 'Einde van document'],
  ])('%s', (_name, section, length, author, closing, language, end) => {
    const one = (n: number): string[] => [
      `Levy ${n} may fail`,
      'The Vale Courier',
      '5 November 2024',
      `${section}: COMMENT`,
      length,
      `${author}: Ada Okoro`,
      'Body',
      `Text ${n}, perhaps.`,
      closing,
      language,
      end,
    ];
    const text = ['1. Levy 1 may fail', '2. Levy 2 may fail', ...one(1), ...one(2)].join('\n\n');
    expect(valuesOf(splitExport(text))).toMatchObject(
      [1, 2].map((n) => ({
        title: `Levy ${n} may fail`,
        outlet: 'The Vale Courier',
        published: '5 November 2024',
        section: 'COMMENT',
        author: 'Ada Okoro',
        language: 'English',
        text: `Text ${n}, perhaps.`,
      })),
    );
  });
});

describe('Factiva as displayed', () => {
  const shown = (top: string[], words: string, date: string, language: string, document: string): string =>
    [
      ...top,
      words,
      date,
      'The Vale Courier',
      'VALECO',
      language,
      '© 2024',
      'It may fail.',
      'Vale Press Limited',
      `${document} VALECO0020241105ekb500012`,
    ].join('\n\n');
  const headline = 'Council wants a levy';
  it.each([
    [['News', headline], 'News', null],
    [
      ['Foreign Desk; 1', headline, 'By ADA OKORO', 'Special to The Vale Courier'],
      'Foreign Desk; 1',
      'ADA OKORO',
    ],
    [[headline, 'Ada Okoro and Jan van Vale'], null, 'Ada Okoro and Jan van Vale'],
    [[headline], null, null],
  ])('%j', (top, section, author) => {
    const values = { title: headline, section, author, text: 'It may fail.' };
    expect(
      valuesOf(splitExport(shown(top, '3 words', '5 November 2024', 'English', 'Document'))),
    ).toMatchObject([{ ...values, published: '5 November 2024', language: 'English' }]);
    expect(
      valuesOf(splitExport(shown(top, '3 Wörter', '5 Dezember 2024', 'Englisch', 'Dokument'))),
    ).toMatchObject([{ ...values, published: '2024-12-05', language: 'English' }]);
  });
  it('a headline that a page marks is the title, whatever it looks like', () => {
    const text = shown(['Vale Notes', 'Ada Okoro'], '3 words', '5 November 2024', 'English', 'Document');
    expect(valuesOf(splitExport(text, new Set(['Ada Okoro'])))).toMatchObject([
      { title: 'Ada Okoro', section: 'Vale Notes', author: null },
    ]);
  });
});

describe('ProQuest', () => {
  const fields = (n: number): string[] => [
    `Title: Levy ${n}`,
    'Publication title: The Vale Courier',
    'Publicationdate: Nov 5, 2024',
    `ProQuest document ID: ${n}`,
  ];
  const text = ['Full Text: It may fail.', '*'.repeat(20), 'Or not.'];
  const below = ['Illustration', 'Caption: A lorry', 'Narrow subject: Taxes', 'Broad subject: Money'];
  const expected = [1, 2].map((n) => ({
    title: `Levy ${n}`,
    outlet: 'The Vale Courier',
    published: 'Nov 5, 2024',
    text: `It may fail.\n\n${'*'.repeat(20)}\n\nOr not.`,
  }));
  it.each(['_', '*', '='])('fields above or below the text, between rules of %s', (mark) => {
    const rule = mark.repeat(60);
    const last = [1, 2].flatMap((n) => [rule, ...fields(n), ...text]).join('\n\n');
    expect(valuesOf(splitExport(last))).toMatchObject(expected);
    const first = [1, 2].flatMap((n) => [rule, ...text, ...below, ...fields(n)]);
    expect(valuesOf(splitExport([...first, rule, 'Contact ProQuest'].join('\n\n')))).toMatchObject(expected);
  });
});
