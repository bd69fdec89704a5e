import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../base/user-error.js';
import { linesOfPage, paragraphsOf, withoutRunningHeads } from '../../../corpora/formats/office/pdf-lines.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';
import { makeZip, type ZipEntry } from './make-zip.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, entries: readonly ZipEntry[], options = {}): ReturnType<typeof readAll> {
  writeFileSync(join(folder, name), makeZip(entries));
  return readAll(openCorpus(join(folder, name), options));
}

/** Reason of the only reject, or what a UserError says. */
async function refusal(name: string, entries: readonly ZipEntry[], options = {}): Promise<string> {
  try {
    const { documents, rejects } = await read(name, entries, options);
    expect(documents).toEqual([]);
    return rejects.map(({ reason, message }) => `${reason}: ${message}`).join();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

const container: ZipEntry = {
  name: 'META-INF/container.xml',
  content: '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
};
const book: readonly ZipEntry[] = [
  { name: 'mimetype', content: 'application/epub+zip', stored: true },
  container,
  {
    name: 'OEBPS/book.opf',
    content: `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>On levies</dc:title>
      <dc:creator>Ada Okoro</dc:creator><dc:publisher>Vale Press</dc:publisher><dc:date>2024-11-05</dc:date>
      <dc:language>en</dc:language></metadata><manifest>
      <item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
      <item id="a" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
      <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
      <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>`,
  },
  { name: 'OEBPS/nav.xhtml', content: '<html><body><a href="x">Contents</a></body></html>' },
  { name: 'OEBPS/text/two.xhtml', content: '<html><body><p>Two, perhaps.</p></body></html>' },
  { name: 'OEBPS/text/one .xhtml', content: '<html><body><h1>One</h1><p>It may fail.</p></body></html>' },
];

describe('EPUB', () => {
  it('a book is a document, its chapters in reading order', async () => {
    const expected = {
      text: 'One\n\nIt may fail.\n\nTwo, perhaps.',
      title: 'On levies',
      author: 'Ada Okoro',
      outlet: 'Vale Press',
      published: '2024-11-05',
    };
    expect((await read('book.epub', book)).documents).toMatchObject([{ id: 'book', ...expected }]);
    expect((await read('book', book)).documents).toMatchObject([expected]);
  });

  it('one that is locked, damaged or too large is refused', async () => {
    const lock = {
      name: 'META-INF/encryption.xml',
      content:
        '<encryption><EncryptedData><CipherReference URI="OEBPS/text/two.xhtml"/></EncryptedData></encryption>',
    };
    expect(await refusal('a.epub', [...book, lock])).toMatch('encrypted');
    expect(await refusal('b.epub', book.slice(0, -1))).toMatch(
      /chapter 'OEBPS\/text\/one .xhtml' is missing/,
    );
    expect(await refusal('c.epub', [book[0]!])).toMatch(/container.xml' is missing/);
    expect(
      await refusal(
        'd.epub',
        book.map((entry) => ({ ...entry, crc: 7 })),
      ),
    ).toMatch(/checksum/);
    expect(await refusal('e.epub', book, { maxTextBytes: 10, maxRecordBytes: 1e6 })).toMatch(
      /maxTextBytes|longer than 10 bytes/,
    );
    const deep = { name: 'OEBPS/book.opf', content: '<a>'.repeat(1000) };
    expect(await refusal('f.epub', [book[0]!, container, deep])).toMatch(/nested more than 256/);
  });
});

describe('Word', () => {
  const word = (body: string): ZipEntry[] => [
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
  ];
  const paragraph = (inner: string): string => `<w:p><w:r>${inner}</w:r></w:p>`;

  it('deleted text, notes and comments are left out, tabs and breaks kept', async () => {
    const body = `${paragraph('<w:t>It may</w:t><w:br/><w:t>fail.</w:t>')}<w:p><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">New </w:t></w:r></w:ins><w:r><w:t>text</w:t><w:commentReference w:id="1"/><w:t>.</w:t></w:r></w:p>`;
    expect((await read('a.docx', word(body))).documents).toMatchObject([
      { text: 'It may\nfail.\n\nNew text.' },
    ]);
  });

  it('one that is empty, damaged, nested too deeply or a bomb is refused', async () => {
    expect(await refusal('b.docx', word(''))).toMatch('empty-text');
    expect(await refusal('c.docx', word('').slice(0, 2))).toMatch(/holds no Word document/);
    expect(
      await refusal(
        'd.docx',
        word('').map((entry) => ({ ...entry, crc: 7 })),
      ),
    ).toMatch(/checksum/);
    expect(
      await refusal(
        'e.docx',
        word('').map((entry) => ({ ...entry, encrypted: true })),
      ),
    ).toMatch(/encrypted/);
    expect(await refusal('f.docx', word('<w:sdt>'.repeat(2000)))).toMatch(/nested more than 256/);
    const bomb = [...word(''), { name: 'word/styles.xml', content: Buffer.alloc(3_000_000, 32) }];
    expect(await refusal('g.docx', bomb, { maxTextBytes: 500_000 })).toMatch(/more than 2 MB/);
  });
});

describe('lines of a PDF', () => {
  const line = (
    str: string,
    bottom: number,
    left = 50,
    height = 10,
  ): Parameters<typeof linesOfPage>[0][number] => ({
    str,
    hasEOL: true,
    transform: [1, 0, 0, 1, left, bottom],
    height,
  });
  const text = (...pages: (readonly ReturnType<typeof line>[])[]): string[] =>
    paragraphsOf(withoutRunningHeads(pages.map(linesOfPage)));

  it('become paragraphs by gap, indent and size', () => {
    expect(
      text([
        line('Head', 120, 50, 20),
        line('It may', 100),
        line('fail.', 88),
        line('So it', 64),
        line('was.', 52),
      ]),
    ).toEqual(['Head', 'It may fail.', 'So it was.']);
    expect(
      text([line('It may', 100, 62), line('fail.', 88), line('So it', 76, 62), line('was.', 64)]),
    ).toEqual(['It may fail.', 'So it was.']);
  });

  it('join hyphenated words and sentences over columns and pages', () => {
    expect(text([line('It is a hesi-', 100), line('tation of the', 88)], [line('council.', 100)])).toEqual([
      'It is a hesitation of the council.',
    ]);
    expect(text([line('In one', 100), line('column and', 88), line('the next.', 100, 300)])).toEqual([
      'In one column and the next.',
    ]);
  });

  it('without running heads and page numbers, and nothing else', () => {
    const page = (n: number): ReturnType<typeof line>[] => [
      line('The Vale Quarterly', 180),
      line(`${'abc'[n]} ends.`, 100),
      line(`${n}`, 20),
    ];
    expect(text(page(0), page(1), page(2))).toEqual(['a ends.', 'b ends.', 'c ends.']);
    expect(text([line('Once.', 180), line('2024', 20)])).toEqual(['Once. 2024']);
  });
});
