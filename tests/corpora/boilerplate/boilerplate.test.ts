import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { markBoilerplate, withoutBoilerplate } from '../../../corpora/boilerplate/mark.js';
import { kindByPattern } from '../../../corpora/boilerplate/patterns.js';
import { LineRepetition, RepeatedLines } from '../../../corpora/boilerplate/repetition.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { describeCorpus } from '../../../corpora/survey/describe.js';
import { analyseDocument } from '../../../pipeline/run/analyse-document.js';
import { renderCorpusTerminal } from '../../../reports/corpus-terminal.js';
import { documentOf } from '../../document-of.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-boilerplate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINES: Readonly<Record<string, readonly string[]>> = {
  advertisement: ['ADVERTISEMENT', 'Story continues below', 'Article continues after advertisement'],
  navigation: [
    'Read more',
    'READ MORE: Harbour levy fails',
    '(PHOTOS: The harbour at dawn)',
    'Related: Who pays for the harbour?',
    'Click here to see the map',
    '5 years ago',
    'Slideshow (12 Images)',
    'This article is more than 3 years old',
    'JUST WATCHED Harbour levy fails Replay More ... MUST WATCH Harbour levy fails 01:47',
  ],
  sharing: [
    'Share this article',
    'Tweet',
    'Follow Ada Fenn on Twitter @adafenn',
    'Follow @quaypost',
    'Like us on Facebook.',
  ],
  newsletter: [
    'Sign up for our newsletter',
    'Get the harbour news delivered to your inbox every morning.',
    'Subscribe to our podcast',
    'Quay Notes The best of the harbour. By signing up you agree to our Privacy Policy.',
  ],
  cookies: [
    'We use cookies to improve your experience.',
    'By continuing to use this site you agree to our use of cookies.',
    'Cookie settings',
  ],
  credit: [
    'Photo: Ada Fenn',
    'Image copyright Quay Pictures Image caption The harbour at dawn',
    'The mayor opens the bridge. (Photo by Ada Fenn/Getty Images)',
    'Ada Fenn/AFP',
    'Getty Images',
    'FILE PHOTO: The bridge is opened in June. REUTERS/Ada Fenn',
  ],
  copyright: [
    '© 2031 The Quay Post. All rights reserved.',
    'Copyright 2031 Quay Post',
    'All rights reserved.',
  ],
  provenance: [
    'This article first appeared in The Quay Post.',
    'A version of this article was originally published by The Quay Post.',
    'Ada Fenn and Bo Lark contributed to this report.',
    'Reporting by Ada Fenn; editing by Bo Lark',
    'The views expressed here are those of the author alone.',
  ],
  contact: ['Write to Ada Fenn at ada.fenn@quay.example', 'Got a tip? Tell us.'],
};

const ARTICLE = [
  'Follow the money, and you will find the harbour.',
  'Read more than one newspaper, she told the meeting.',
  'The Associated Press reported the vote on Monday.',
  'Sign of the times: the ferry is full again.',
  'Photographs of the bridge were shown to the jury.',
  'She contributed to the report that the council buried.',
  'Share of voters who want the levy: one in three.',
  'This article of the treaty was never published by the ministry, and nobody asked why.',
  'Watch what they do, not what they say.',
  'Copyright law will not save the songwriters.',
  'We use what we have.',
  'Related parties must say so.',
  'More: a life of Thomas More, in three acts.',
  'Get out of the way.',
  'Like it or not, the harbour is for sale.',
  '“Read more”',
  'Advertisements for the levy ran all summer.',
  'Join the army on Monday, leave on Tuesday.',
  'Contact with the crew was lost at noon.',
  'The opinions of the court are read aloud.',
  'Just watched the ferry leave: must watch it come back.',
];

/** Paragraphs that no two articles share. */
const prose = (article: number, paragraphs = 12): string[] =>
  Array.from(
    { length: paragraphs },
    (_, i) =>
      `In year ${article}, when the council met for the ${'once more '.repeat(1 + (article % 5))}${String.fromCharCode(97 + (article % 26))}${String.fromCharCode(97 + i)} time, nobody on the quay would say what the levy had cost.`,
  );

describe('lines known by their words', () => {
  it.each(Object.entries(LINES))('finds %s', (kind, lines) => {
    expect(lines.map((line) => [line, kindByPattern(line, 0, line.length)])).toEqual(
      lines.map((line) => [line, kind]),
    );
    for (const line of lines.filter((own) => /^[a-z]/i.test(own))) {
      const listed = `• ${line}`;
      expect([listed, kindByPattern(listed, 0, listed.length)]).toEqual([listed, kind]);
    }
  });

  it.each(ARTICLE)('leaves %s', (sentence) => {
    expect(markBoilerplate([...prose(1), sentence, ...prose(2)].join('\n'), null, null)).toEqual([]);
  });

  it('leaves a wrapped line, a text of one line, and a text that would lose over half', () => {
    const wrapped = `The council, which had met since morning, told everyone who would listen to\nread more\nof its own reports before the vote.\n${prose(1).join('\n')}`;
    expect(markBoilerplate(wrapped, null, null)).toEqual([]);
    expect(markBoilerplate('Read more', null, null)).toEqual([]);
    expect(markBoilerplate('Read more\nShare this article\nThe levy failed.', null, null)).toEqual([]);
  });
});

describe('lines that an outlet repeats', () => {
  const articles = (
    line: (article: number) => string[],
    outlet: string | null = 'The Quay Post',
    count = 12,
  ) => {
    const repetition = new LineRepetition();
    const texts = Array.from({ length: count }, (_, k) => [...prose(k), ...line(k)].join('\n\n'));
    for (const text of texts) repetition.add(text, outlet);
    return { texts, repeated: repetition.finish() };
  };
  const marked = (text: string, outlet: string | null, repeated: Parameters<typeof markBoilerplate>[2]) =>
    markBoilerplate(text, outlet, repeated).map(({ start, end, kind }) => [text.slice(start, end), kind]);

  it('marks a line below its articles, whatever its figures, in that outlet alone', () => {
    const { texts, repeated } = articles((k) => [`The Quay Post has told the truth for ${100 + k} years.`]);
    for (const text of texts)
      expect(marked(text, 'the quay post', repeated)).toEqual([
        [text.slice(text.lastIndexOf('\n') + 1), 'repeated'],
      ]);
    expect(marked(texts[0]!, 'Harbour Herald', repeated)).toEqual([]);
  });

  it('leaves quotations, refrains of one article, questions, and what stands in few articles or in their middle', () => {
    const kept = [
      articles(() => ['“Nobody told us,” he said.']),
      articles((k) => (k === 3 ? Array.from({ length: 9 }, () => 'And the ferry sailed on.') : [])),
      articles(() => ['What happens next?']),
      articles((k) => (k < 4 ? ['The ferry is never late.'] : [])),
      articles((k) => (k < 6 ? ['He shrugged.', ...prose(k + 100, 30)] : [])),
    ];
    for (const { texts, repeated } of kept)
      for (const text of texts) expect(marked(text, 'The Quay Post', repeated)).toEqual([]);
  });

  it('marks the same by the lines that were written to a file, and takes nothing else for such a file', () => {
    const { texts, repeated } = articles((k) => [`The Quay Post has told the truth for ${100 + k} years.`]);
    const stored = JSON.parse(JSON.stringify(repeated));
    for (const text of texts)
      expect(marked(text, 'The Quay Post', RepeatedLines.of(stored))).toEqual(
        marked(text, 'The Quay Post', repeated),
      );
    expect(marked(texts[0]!, 'The Quay Post', RepeatedLines.of(stored))).not.toEqual([]);
    for (const other of [null, [], {}, { ...stored, edge: [1] }, { ...stored, anywhere: ['1', 2] }])
      expect(RepeatedLines.of(other)).toBeNull();
  });

  it('counts the versions of one article once', () => {
    const repetition = new LineRepetition();
    const versions = Array.from({ length: 9 }, (_, k) =>
      [
        ...prose(1),
        'The longest paragraph of all stands in every version of the same old article, and so they count as one, however the rest was changed, cut or put in another order by the desk.',
        ...prose(1).slice(k),
        'The ferry will sail again.',
      ].join('\n'),
    );
    for (const text of versions) repetition.add(text, 'The Quay Post');
    expect(repetition.finish().size).toBe(0);
  });
});

describe('marks', () => {
  it('are whole lines of the text, which stays as long without them', () => {
    const line = fc.oneof(
      fc.constantFrom(...Object.values(LINES).flat(), ...ARTICLE, ...prose(1), '', ' '),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\n\n'), (lines, end) => {
        const text = lines.join(end);
        const spans = markBoilerplate(text, null, null);
        const without = withoutBoilerplate(text, spans);
        expect(without.length).toBe(text.length);
        let at = 0;
        for (const { start, end: to } of spans) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text.slice(start, to)).toBe(text.slice(start, to).trim());
          expect(text.slice(start, to)).not.toContain('\n');
          expect(without.slice(start, to).trim()).toBe('');
          // But for a line break each, nothing else is gone.
          expect(without.slice(at, start).trim()).toBe(text.slice(at, start).trim());
          at = to;
        }
        expect(without.slice(at).trim()).toBe(text.slice(at).trim());
      }),
    );
  });

  it('have no sentence, token or paragraph, unless they are kept', async () => {
    const text = `The levy may fail 😀.\nShare this article\nPerhaps it will not.\n\nSign up for our newsletter\n\nNobody knows, ${'and so on '.repeat(20)}.`;
    const document = documentOf(text, { boilerplate: markBoilerplate(text, null, null) });
    const { row } = await analyseDocument(document, { stages: ['tokenising', 'hedging'] });
    const points = [...text];
    const surface = ({ start, end }: { start: number; end: number }) => points.slice(start, end).join('');
    const spans = (name: string) => (row[name] as { start: number; end: number }[]).map(surface);
    expect(spans('boilerplate')).toEqual(['Share this article', 'Sign up for our newsletter']);
    expect(spans('sentences')).toEqual([
      'The levy may fail 😀.',
      'Perhaps it will not.',
      points.slice(points.lastIndexOf('N')).join(''),
    ]);
    const { row: kept } = await analyseDocument(document, {
      stages: ['tokenising'],
      stageOptions: { tokenising: { keepBoilerplate: true } },
    });
    expect(kept.boilerplate).toEqual(row.boilerplate);
    expect(kept.word_count).toBe((row.word_count as number) + 8);
  });

  it('are the same on every reading, and told by hedgerow corpus', async () => {
    const path = join(folder, 'quay.jsonl');
    const rows = Array.from({ length: 12 }, (_, k) => ({
      id: `a${k}`,
      source: k % 2 === 0 ? 'The Quay Post' : 'Quay\u001b[2JPost',
      text: [...prose(k), 'Read more: the \u001b[31mharbour', 'The Quay Post is read on every quay.'].join(
        '\n',
      ),
    }));
    writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    const first = await readAll(openCorpus(path));
    expect(await readAll(openCorpus(path))).toEqual(first);
    expect(first.documents.map(({ boilerplate }) => boilerplate.map(({ kind }) => kind))).toEqual(
      rows.map(() => ['navigation', 'repeated']),
    );
    const description = await describeCorpus(openCorpus(path));
    expect(description.boilerplate).toMatchObject({
      documents: 12,
      lines: 24,
      kinds: [
        { kind: 'navigation', lines: 12 },
        { kind: 'repeated', lines: 12 },
      ],
      commonest: [{ lines: 12 }, { lines: 12 }],
    });
    expect(renderCorpusTerminal(description, 'x')).not.toContain('\u001b');
  });
});
