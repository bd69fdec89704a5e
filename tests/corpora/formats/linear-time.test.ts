import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mendText } from '../../../corpora/cleaning/mend.js';
import { splitFrontMatter } from '../../../corpora/formats/front-matter.js';
import { articleOfPage } from '../../../corpora/formats/html/article.js';
import { textOfHtml } from '../../../corpora/formats/html/text-of-html.js';
import { readXml } from '../../../corpora/formats/xml-elements.js';
import { limitsOf } from '../../../corpora/input/limits.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { Tokeniser } from '../../../stages/tokenising/tokenise.js';
import { Wink } from '../../../stages/tokenising/wink.js';
import { Vocabulary } from '../../../stages/vocabulary.js';
import { readAll } from '../read-all.js';
import { pdfFile, wordFile } from './office-files.js';

const SMALL = 12_000;
const TIMES = 8;
/** Eight times the input may take so many times the processor time: quadratic would be 64, cubic 512. */
const MOST = 30;

function processorMs(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** Of three measurements the least: what else the process does only adds. */
const least = (work: () => void): number => Math.min(...[1, 2, 3].map(() => processorMs(work)));

function expectLinear(read: (text: string) => void, make: (characters: number) => string): void {
  const small = make(SMALL);
  const large = make(SMALL * TIMES);
  read(small);
  expect(least(() => read(large))).toBeLessThan(
    MOST *
      Math.max(
        least(() => read(small)),
        4,
      ),
  );
}

/** Milliseconds of processor time that reading a file of this name and content takes. */
function readingOf(name: string): (content: string) => Promise<number> {
  const file = join(mkdtempSync(join(tmpdir(), 'hedgerow-linear-')), name);
  return async (content) => {
    writeFileSync(file, content);
    const begun = process.cpuUsage();
    await readAll(openCorpus(file, { anyLanguage: true }));
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
}

const PROSE = `<p>${'The harbour board said on Monday that the ferry would run again, in its words, before the spring. '.repeat(8)}</p>`;

it.each([
  '<br>',
  '&amp;',
  '<p>a',
  '<',
  'a<br>',
  '<span>a</span>',
  '</p>',
  '<iframe/>',
  '<a b=c>',
  '<!--a-->',
  '<td>a',
  '&#65;',
])('pages of many %s take time as they are long', (piece) => {
  expectLinear(
    (html) => {
      try {
        articleOfPage(html, null);
        textOfHtml(html);
      } catch {
        // Refused for its many elements.
      }
    },
    (characters) =>
      `<html><body><article>${PROSE}${piece.repeat(characters / piece.length)}</article></body></html>`,
  );
});

it.each([
  ['a property', (blanks: string) => `<meta property="og${blanks}" content="x">`],
  ['a style', (blanks: string) => `<div style="color:red${blanks}">x</div>`],
])('pages with many blanks in %s take time as they are long', (_, make) => {
  expectLinear(
    (html) => void articleOfPage(html, null),
    (characters) => `<html><body>${make(' '.repeat(characters))}<article>${PROSE}</article></body></html>`,
  );
});

it('the line of each of a feed’s many entries costs no more than they do', async () => {
  const read = readingOf('a.rss');
  const feed = (between: string): string =>
    `<rss version="2.0"><channel>${`<item><title>A</title><description>The levy may fail.</description>${between.repeat(60)}</item>`.repeat(2500)}</channel></rss>`;
  await read(feed(' '));
  expect(await read(feed('\n'))).toBeLessThan(3 * Math.max(await read(feed(' ')), 4));
});

it('a text in which tags were left many times is mended in time as it is long', async () => {
  const piece = 'tags: (|<br>a@b.c #;<\n\n😀\n';
  const mend = async (characters: number): Promise<number> => {
    const begun = process.cpuUsage();
    await mendText(piece.repeat(characters / piece.length));
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
  await mend(SMALL * 8);
  const small = await mend(SMALL * 8);
  expect(await mend(SMALL * 8 * TIMES)).toBeLessThan(MOST * Math.max(small, 4));
});

it('blank lines of a table cost no more than letters', async () => {
  const read = readingOf('a.csv');
  const table = (between: string): string => `id,text,outlet\n1,The levy may fail.,Quay\n${between}`;
  const letters = table(`2,${'may '.repeat(25_000)},Quay\n`);
  await read(letters);
  const most = 10 * Math.max(await read(letters), 4);
  for (const blank of ['\n', ' \n'])
    expect(await read(table(blank.repeat(100_000 / blank.length)))).toBeLessThan(most);
});

it('names of namespaces are looked up in time as they are many', () => {
  expectLinear(
    (xml) => void readXml(xml, limitsOf({}), null),
    (characters) => {
      const many = Array.from({ length: characters / 20 }, (_, k) => k);
      return `<a ${many.map((k) => `xmlns:n${k}="u${k}"`).join(' ')}>${many.map((k) => `<b xmlns:m="v${k}"/>`).join('')}</a>`;
    },
  );
});

it('a Word document with blanks without end in a field is refused at once', async () => {
  const read = async (characters: number): Promise<string> => {
    const file = join(mkdtempSync(join(tmpdir(), 'hedgerow-linear-')), 'a.docx');
    writeFileSync(
      file,
      wordFile(`<w:p><w:r><w:instrText>${' '.repeat(characters)}</w:instrText></w:r></w:p>`),
    );
    const { rejects } = await readAll(openCorpus(file));
    return rejects.map(({ message }) => message).join();
  };
  expect(await read(900)).toBe('');
  expect(await read(100_000)).toContain('blanks in a row');
});

it('a PDF’s properties in XML are not read: many ampersands cost nothing', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'hedgerow-linear-')), 'a.pdf');
  const begun = process.cpuUsage();
  for (const name of ['XML', '#58ML']) {
    writeFileSync(file, pdfFile(name, '&'.repeat(200_000)));
    const { documents } = await readAll(openCorpus(file, { anyLanguage: true }));
    expect(documents).toMatchObject([
      { title: 'Levy', text: expect.stringContaining('she said on the quay') },
    ]);
  }
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(10);
});

it.each([
  ['spaces behind a header', (n: number) => `Author: b${' '.repeat(n)}c`],
  ['spaces in front of a value', (n: number) => `A: b\nSource:${' '.repeat(n)}`],
  ['lines of blanks', (n: number) => `---\n${' \n'.repeat(n / 2)}`],
  ['dashes', (n: number) => `---\n${'---a\n'.repeat(n / 5)}`],
])('front matter of many %s', (_, make) => {
  expectLinear((text) => void splitFrontMatter(text), make);
});

it.each(['*a1 ', '&a ', '!!x '])('front matter with as many faults as %s in one line', (piece) => {
  const read = (characters: number) => () =>
    expect(() =>
      splitFrontMatter(`---\na: ${piece.repeat(characters / piece.length)}\n---\nThe levy.`),
    ).toThrow('the front matter is not valid YAML at line 2');
  read(6_000)();
  expect(least(read(48_000))).toBeLessThan(MOST * Math.max(least(read(6_000)), 4));
});

it('front matter of more than 50,000 characters is refused with the reason', () => {
  expect(() => splitFrontMatter(`---\na: ${'b'.repeat(50_000)}\n---\nThe levy.`)).toThrow(
    'longer than 50000 characters',
  );
});

it.each(['http://.', 'www.', 'a@', 'a.', 'a-', '#a', '$1', '"a', 'a&b', '..', '://', 'x'])(
  'strings of many %s are tokenised in time as they are long',
  (piece) => {
    const tokeniser = new Tokeniser(new Wink(), new Vocabulary());
    expectLinear(
      (text) => void tokeniser.tokenise(text),
      (characters) => `A beginning. ${piece.repeat(characters / piece.length)}`,
    );
  },
);
