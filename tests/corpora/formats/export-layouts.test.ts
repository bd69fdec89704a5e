/** Forty layouts of databases' exports, as readers' documentation and issues describe them; every text is written for this test. */
import { describe, expect, it } from 'vitest';
import { splitExport } from '../../../corpora/formats/exports/export.js';
import { textOfHtml } from '../../../corpora/formats/html/text-of-html.js';
import { rtfText } from '../../../corpora/formats/office/rtf-text.js';
import { readDate } from '../../../corpora/mapping/dates.js';

const TEXT = [
  'The pilot may land before noon, said the keeper of the mole.',
  'Perhaps the mole will hold, others think.',
];
const BODY = TEXT.join('\n\n');
const EXPECTED = {
  title: 'Pilot may land',
  outlet: 'Mole Gazette',
  published: '2031-03-04',
  author: 'Ada Okoro',
  text: BODY,
};

type Form = (lines: readonly string[]) => string;
const asText: Form = (lines) => lines.join('\n\n');
const asHtml: Form = (lines) => textOfHtml(lines.map((line) => `<p>${line}</p>`).join(''));
const asRtf: Form = (lines) =>
  rtfText(
    `{\\rtf1\\ansi ${lines.map((line) => `${line.replace(/[^\x20-\x7e]/gu, (sign) => `\\u${sign.charCodeAt(0)}?`)}\\par`).join('\n')}}`,
    256,
  )!;

/** Nexis Uni: `Body` above the text, `End of Document` below. */
const uni = ({
  date = 'March 4, 2031 Thursday',
  above = [] as string[],
  fields = ['Section: NEWS; Pg. 3', 'Length: 18 words', 'Byline: Ada Okoro'],
  body = 'Body',
  below = ['Classification', 'Language: ENGLISH', 'Load-Date: March 4, 2031'],
  end = 'End of Document',
  outlet = 'Mole Gazette',
} = {}): string[] => [
  ...above,
  'Pilot may land',
  outlet,
  date,
  'Copyright 2031 Mole Gazette All Rights Reserved',
  ...fields,
  body,
  ...TEXT,
  ...below,
  end,
];
/** LexisNexis Academic: a counter above each document. */
const running = ({
  counter = '1 of 1 DOCUMENTS',
  outlet = 'Mole Gazette',
  date = ['March 4, 2031 Thursday'],
  fields = ['BYLINE: Ada Okoro', 'SECTION: NEWS; Pg. 3', 'LENGTH: 18 words'],
  body = TEXT,
  below = [
    'LOAD-DATE: March 5, 2031',
    'LANGUAGE: ENGLISH',
    'PUBLICATION-TYPE: Newspaper',
    'Copyright 2031 Mole Gazette',
  ],
} = {}): string[] => [counter, outlet, ...date, 'Pilot may land', ...fields, ...body, ...below];
const factivaCodes = (codes: readonly string[]): string[] => [
  ...codes,
  'LP',
  TEXT[0]!,
  'TD',
  TEXT[1]!,
  'NS',
  'ncrime : Crime',
  'PUB',
  'Mole Press',
  'AN',
  'Document MOLEGZ0020310304en3400001',
];
const factivaShown = ({
  top = ['News', 'Pilot may land', 'By Ada Okoro'],
  words = '18 words',
  date = '4 March 2031',
  time = [] as string[],
  code = ['MOLEGZ', 'English'],
  below = [] as string[],
  document = 'Document MOLEGZ0020310304en3400001',
} = {}): string[] => [
  ...top,
  words,
  date,
  ...time,
  'Mole Gazette',
  ...code,
  '© 2031 Mole Press',
  ...TEXT,
  ...below,
  document,
];
const proquest = ({
  rule = '_'.repeat(60),
  head = [] as string[],
  fields = [
    'Title: Pilot may land',
    'Author: Okoro, Ada',
    'Publication title: Mole Gazette; Mole Bay',
    'Publication date: Mar 4, 2031',
    'Section: News',
    'Language of publication: English',
    'ProQuest document ID: 123456',
    'Document URL: https://search.example/docview/123456',
  ],
  textFirst = false,
  text = 'Full text:',
} = {}): string[] => {
  const full = [`${text} ${TEXT[0]}`, TEXT[1]!];
  return [
    rule,
    ...head,
    ...(textFirst ? [...full, ...fields] : [...fields.slice(0, 2), ...full, ...fields.slice(2)]),
    rule,
    'Contact us at: https://support.example',
  ];
};
const INVERTED = { author: 'Okoro, Ada' };

type Layout = readonly [name: string, lines: readonly string[], form?: Form, other?: object];
const LAYOUTS: readonly Layout[] = [
  ['Nexis Uni, text', uni()],
  ['Nexis Uni, HTML', uni(), asHtml],
  ['Nexis Uni, RTF', uni(), asRtf],
  ['Nexis Uni, weekday first', uni({ date: 'Thursday, March 4, 2031' })],
  ['Nexis Uni, day first', uni({ date: '4 March 2031' })],
  [
    'Nexis Uni, time and zone',
    uni({ date: 'March 4, 2031 Thursday 11:30 PM GMT' }),
    asText,
    { published: '2031-03-04T23:30Z' },
  ],
  ['Nexis Uni, edition on the date line', uni({ date: 'March 4, 2031 Thursday, Final Edition' })],
  ['Nexis Uni, edition after two commas', uni({ date: 'March 4, 2031, Thursday,, FINAL EDITION' })],
  ['Nexis Uni, edition behind the outlet', uni({ outlet: 'Mole Gazette - Late Edition' })],
  [
    'Nexis Uni, dateline and highlight',
    uni({
      fields: [
        'Length: 18 words',
        'Byline: Ada Okoro',
        'Dateline: MOLE BAY',
        'Highlight: A pilot over the bay.',
      ],
    }),
  ],
  [
    'Nexis Uni, cover with search terms',
    uni({
      above: [
        'User Name: anyone',
        'Date and Time: Friday, 5 March 2031',
        'Job Number: 1',
        'Documents (1)',
        '1. Pilot may land',
        'Client/Matter: -None-',
        'Search Terms: pilot',
        'Search Type: Natural',
        '',
      ],
    }),
  ],
  [
    'Nexis Uni, graphic and notes below',
    uni({ below: ['Graphic', 'A pilot at the mole', 'Classification', 'Language: ENGLISH'] }),
  ],
  ['Nexis Uni, no classification', uni({ below: ['Load-Date: March 4, 2031'] })],
  [
    'Nexis, German interface',
    uni({
      date: '4. März 2031 Donnerstag',
      fields: ['Rubrik: NEWS', 'Länge: 18 Wörter', 'Autor: Ada Okoro'],
      below: ['Klassifizierung', 'Sprache: ENGLISCH'],
      end: 'Ende des Dokuments',
    }),
  ],
  [
    'Nexis, French interface',
    uni({
      date: '4 mars 2031 jeudi',
      fields: ['Rubrique: NEWS', 'Longueur: 18 mots', 'Auteur: Ada Okoro'],
      body: 'Corps',
      below: ['Classification', 'Langue: ANGLAIS'],
      end: 'Fin du document',
    }),
  ],
  [
    'Nexis, Spanish interface',
    uni({
      date: '4 de marzo de 2031 jueves',
      fields: ['Longitud: 18 palabras', 'Autor: Ada Okoro'],
      body: 'Cuerpo',
      below: ['Clasificación', 'Idioma: INGLÉS'],
      end: 'Fin del documento',
    }),
  ],
  [
    'Nexis, Dutch interface',
    uni({
      date: '4 maart 2031 donderdag',
      fields: ['Lengte: 18 woorden', 'Auteur: Ada Okoro'],
      body: 'Hoofdtekst',
      below: ['Classificatie', 'Taal: ENGELS'],
      end: 'Einde document',
    }),
  ],
  [
    'Nexis, Italian interface',
    uni({
      date: '4 marzo 2031 giovedì',
      fields: ['Lunghezza: 18 parole', 'Autore: Ada Okoro'],
      body: 'Corpo',
      below: ['Classificazione', 'Lingua: INGLESE'],
      end: 'Fine documento',
    }),
  ],
  ['LexisNexis Academic, running', running()],
  ['LexisNexis Academic, HTML', running(), asHtml],
  ['LexisNexis Academic, RTF', running(), asRtf],
  ['LexisNexis Academic, indented', running().map((line) => `                 ${line}`)],
  ['LexisNexis Academic, BODY label', running({ body: [`BODY: ${TEXT[0]}`, TEXT[1]!] })],
  [
    'LexisNexis Academic, edition line below the date',
    running({ date: ['March 4, 2031 Thursday', 'Late Edition - Final'] }),
  ],
  [
    'LexisNexis Academic, load date above',
    running({
      fields: ['LOAD-DATE: March 5, 2031', 'LENGTH: 18 words', 'BYLINE: Ada Okoro'],
      below: ['LANGUAGE: ENGLISH'],
    }),
  ],
  [
    'LexisNexis Academic, German counter',
    running({
      counter: '1 von 1 DOKUMENT',
      fields: ['AUTOR: Ada Okoro', 'LÄNGE: 18 Wörter'],
      below: ['SPRACHE: ENGLISCH'],
    }),
  ],
  [
    'LexisNexis Academic, French counter',
    running({
      counter: '1 de 1 DOCUMENTS',
      fields: ['AUTEUR: Ada Okoro', 'LONGUEUR: 18 mots'],
      below: ['LANGUE: ANGLAIS'],
    }),
  ],
  [
    'Factiva, codes on lines of their own',
    factivaCodes([
      'SE',
      'News',
      'HD',
      'Pilot may land',
      'BY',
      'By Ada Okoro',
      'WC',
      '18 words',
      'PD',
      '4 March 2031',
      'SN',
      'Mole Gazette',
      'SC',
      'MOLEGZ',
      'LA',
      'English',
      'CY',
      '© 2031 Mole Press',
    ]),
  ],
  [
    'Factiva, codes with their values',
    factivaCodes([
      'SE  News',
      'HD  Pilot may land',
      'BY  By Ada Okoro',
      'WC  18 words',
      'PD  4 March 2031',
      'SN  Mole Gazette',
      'LA  English',
    ]),
  ],
  [
    'Factiva, time of publication',
    factivaCodes([
      'HD  Pilot may land',
      'BY  Ada Okoro',
      'PD  4 March 2031',
      'ET  23:30',
      'SN  Mole Gazette',
    ]),
    asText,
    { published: '2031-03-04T23:30' },
  ],
  ['Factiva, as displayed', factivaShown()],
  ['Factiva, as displayed, HTML', factivaShown(), asHtml],
  ['Factiva, as displayed, no section', factivaShown({ top: ['Pilot may land', 'Ada Okoro'] })],
  [
    'Factiva, as displayed, German interface',
    factivaShown({
      words: '18 Wörter',
      date: '4 März 2031',
      code: ['MOLEGZ', 'Englisch'],
      document: 'Dokument MOLEGZ0020310304en3400001',
    }),
  ],
  ['Factiva, as displayed, publisher below', factivaShown({ below: ['Mole Press Limited'] })],
  ['ProQuest, underscores', proquest(), asText, INVERTED],
  ['ProQuest, asterisks', proquest({ rule: '*'.repeat(60) }), asText, INVERTED],
  ['ProQuest, "Document 1 of 1" and a heading', proquest({ head: ['Document 1 of 1'] }), asText, INVERTED],
  ['ProQuest, text first, fields below', proquest({ textFirst: true, text: 'Full Text:' }), asText, INVERTED],
  ['ProQuest, HTML', proquest(), asHtml, INVERTED],
];

it('are forty', () => expect(LAYOUTS).toHaveLength(40));

describe('layouts of exports', () => {
  it.each(LAYOUTS.map((layout) => ({ name: layout[0], layout })))('$name', ({ layout }) => {
    const [, lines, form = asText, other = {}] = layout;
    const items = splitExport(form(lines))!;
    expect(items).toHaveLength(1);
    const [item] = items;
    const values = 'values' in item! ? item.values : item;
    const { title, outlet, published, author, text } = values as Record<string, string | null>;
    expect({ title, outlet, published: readDate(published, null), author, text }).toEqual({
      ...EXPECTED,
      ...other,
    });
    // Nothing in them is unknown.
    expect('oddities' in item! ? item.oddities : undefined).toBeUndefined();
  });

  it.each([
    [
      'Nexis Uni',
      uni({ fields: ['Length: 18 words', 'Publisher-Note: the mole is ours', 'Byline: Ada Okoro'] }),
      'Publisher-Note',
    ],
    [
      'LexisNexis Academic',
      running({ fields: ['BYLINE: Ada Okoro', 'TICKER-NOTE: MOL', 'LENGTH: 18 words'] }),
      'TICKER-NOTE',
    ],
    [
      'ProQuest',
      proquest({
        fields: [
          'Title: Pilot may land',
          'Author: Okoro, Ada',
          'Publication title: Mole Gazette',
          'Reader score: 7',
          'Publication date: Mar 4, 2031',
          'ProQuest document ID: 1',
        ],
      }),
      'Reader score',
    ],
    [
      'Factiva',
      factivaCodes([
        'HD  Pilot may land',
        'BY  Ada Okoro',
        'QX  unknown',
        'PD  4 March 2031',
        'SN  Mole Gazette',
      ]),
      'QX',
    ],
  ])('a label that %s is not known to have is told, and pollutes nothing', (_, lines, label) => {
    const [item] = splitExport(asText(lines))!;
    expect(item).toMatchObject({ oddities: [{ kind: 'unknown-label', label }] });
    const { title, outlet, text, published } = (item as unknown as { values: Record<string, string> }).values;
    expect({ title, outlet, text, published: readDate(published!, null) }).toMatchObject({
      title: 'Pilot may land',
      outlet: 'Mole Gazette',
      text: BODY,
      published: '2031-03-04',
    });
  });

  it('a word count that does not fit, and a document without a header among others, are told', () => {
    const cut = uni({ fields: ['Length: 1,204 words', 'Byline: Ada Okoro'] });
    expect(splitExport(asText(cut))![0]).toMatchObject({
      oddities: [{ kind: 'word-count', stated: 1204, words: 19 }],
    });
    const bare = ['Body', ...TEXT, 'Classification', 'Language: ENGLISH', 'End of Document'];
    const items = splitExport(asText([...uni(), ...bare]))!;
    expect(items).toHaveLength(2);
    expect(items[1]).toMatchObject({ oddities: [{ kind: 'bare-document' }] });
  });
});
