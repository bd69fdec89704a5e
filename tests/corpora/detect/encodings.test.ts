import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-encodings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function readBytesAs(bytes: Buffer, name = 'a.txt', options: Parameters<typeof openCorpus>[1] = {}) {
  const path = join(folder, `${files++}-${name}`);
  writeFileSync(path, bytes);
  const corpus = openCorpus(path, { anyLanguage: true, ...options });
  const { sources } = await corpus.survey();
  const { documents, rejects } = await readAll(corpus);
  return { text: documents[0]?.text, encoding: sources[0]!.encoding, reason: rejects[0]?.reason };
}

/** Text in an encoding of one byte, of the characters that are named. */
const bytesOf = (text: string, high: Readonly<Record<string, number>>): Buffer =>
  Buffer.from([...text].map((character) => high[character] ?? character.charCodeAt(0)));

const ENGLISH = 'The council said “no” — the café’s owners didn’t. ';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string, mark: boolean): Buffer => {
  const codes = [...(mark ? ['\ufeff'] : []), ...text].map((character) => character.codePointAt(0)!);
  const bytes = Buffer.alloc(codes.length * 4);
  codes.forEach((code, i) => {
    bytes.writeUInt32LE(code, i * 4);
  });
  return bytes;
};

// Our own sentence in Russian: "The council met on Monday and decided nothing, as it had decided nothing all year."
const RUSSIAN =
  'Совет собрался в понедельник и ничего не решил, как не решал ничего весь год. Никто не знал, сколько стоит пошлина. ';
const koi8r = (text: string): Buffer => {
  const table = new TextDecoder('koi8-r').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128));
  return bytesOf(text, Object.fromEntries([...table].map((character, i) => [character, i + 128])));
};

describe('the encoding of a text', () => {
  it('is UTF-16 or UTF-32 with or without a mark', async () => {
    for (const [bytes, encoding] of [
      [Buffer.from(ENGLISH, 'utf16le'), 'utf-16le'],
      [utf16be(ENGLISH), 'utf-16be'],
      [Buffer.from(`\ufeff${ENGLISH}`, 'utf16le'), 'utf-16le'],
      [utf32(`${ENGLISH}😀`, true), 'utf-32le'],
    ] as const)
      expect(await readBytesAs(bytes)).toEqual({
        text: encoding === 'utf-32le' ? `${ENGLISH}😀` : ENGLISH,
        encoding,
        reason: undefined,
      });
    expect(
      await readBytesAs(Buffer.from('{"text":"The levy may fail."}', 'utf16le'), 'a.json'),
    ).toMatchObject({
      text: 'The levy may fail.',
      encoding: 'utf-16le',
    });
  });

  it('is Windows-1252, MacRoman or ISO-8859-15 by its quotation marks and its euro', async () => {
    const windows = { '“': 0x93, '”': 0x94, '’': 0x92, '—': 0x97, é: 0xe9 };
    const mac = { '“': 0xd2, '”': 0xd3, '’': 0xd5, '—': 0xd1, é: 0x8e };
    const many = ENGLISH.repeat(20);
    expect((await readBytesAs(bytesOf(many, windows))).text).toBe(many);
    expect(await readBytesAs(bytesOf(many, mac))).toMatchObject({ text: many, encoding: 'macintosh' });
    const price = 'The ferry costs €5 a head, and nobody pays it. ';
    expect(await readBytesAs(bytesOf(price, { '€': 0xa4 }))).toMatchObject({
      text: price,
      encoding: 'iso-8859-15',
    });
    expect(
      await readBytesAs(
        bytesOf(`A café. ${'Nobody on the quay knows what it costs. '.repeat(9)}`, { é: 0xe9 }),
      ),
    ).toMatchObject({
      encoding: 'windows-1252 (assumed)',
    });
  });

  it('is refused where it is not certain, and read as the user says', async () => {
    const bytes = koi8r(RUSSIAN);
    const { reason, text } = await readBytesAs(bytes).catch((error: Error) => ({
      reason: error.message,
      text: undefined,
    }));
    if (text !== undefined) expect(text).toBe(RUSSIAN);
    else expect(reason).toContain('--encoding');
    expect(await readBytesAs(bytes, 'b.txt', { encoding: 'KOI8-R' })).toMatchObject({
      text: RUSSIAN,
      encoding: 'koi8-r (given)',
    });
    const page = Buffer.concat([
      Buffer.from('<html><head><meta charset="utf-8"><title>x</title></head><body><article><p>'),
      koi8r(RUSSIAN.repeat(6)),
      Buffer.from('</p></article></body></html>'),
    ]);
    const given = await readBytesAs(page, 'page.html', { encoding: 'koi8-r' });
    expect(given.encoding).toBe('koi8-r (given)');
    expect(given.text).toContain(RUSSIAN.trim());
  });

  it('that the bytes do not have, or that does not exist, is an error with the names', async () => {
    const wrong = Buffer.from('The levy may \xfffail.', 'latin1');
    expect(await readBytesAs(wrong, 'c.txt', { encoding: 'shift_jis' })).toMatchObject({
      reason: 'undecodable',
      text: undefined,
    });
    expect(() => openCorpus(folder, { encoding: 'klingon' })).toThrow("no encoding 'klingon'");
  });

  it('of pages and feeds is said too', async () => {
    const page =
      '<html><head><meta charset="windows-1251"></head><body><article><p>The levy may fail, she said, and so it did. It failed on Monday.</p></article></body></html>';
    expect((await readBytesAs(Buffer.from(page), 'a.html')).encoding).toBe('windows-1251');
    const feed =
      '<?xml version="1.0" encoding="iso-8859-2"?><rss><channel><title>Quay</title><item><title>a</title><description>The levy may fail.</description></item></channel></rss>';
    expect((await readBytesAs(Buffer.from(feed), 'a.rss')).encoding).toBe('iso-8859-2');
  });
});
