import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../../base/package-root.js';
import { UserError } from '../../../base/user-error.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-warc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sentence = (name: string): string =>
  `The ${name} levy may fail in the end, as few of those who had voted for it, it seems, would now deny.`;
const page = (name: string): Buffer =>
  Buffer.from(`<html><head><title>${name}</title></head><body><p>${sentence(name)}</p></body></html>`);

interface Given {
  readonly type?: string;
  readonly status?: string;
  readonly http?: readonly string[];
  readonly body?: Buffer;
  readonly warc?: readonly string[];
  /** Instead of the true length. */
  readonly length?: string;
}

const sha1 = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');

function record(name: string, given: Given = {}): Buffer {
  const { type = 'response', status = '200 OK', http = [], body = page(name), warc = [] } = given;
  const head = `HTTP/1.1 ${status}\r\n${['Content-Type: text/html', ...http].join('\r\n')}\r\n\r\n`;
  const block = type === 'response' ? Buffer.concat([Buffer.from(head), body]) : body;
  const lines = [
    'WARC/1.0',
    `WARC-Type: ${type}`,
    `WARC-Target-URI: https://vale.example/${name}`,
    'WARC-Date: 2024-11-05T10:00:00Z',
    `Content-Length: ${given.length ?? block.length}`,
    ...warc,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]);
}

const chunked = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('a;x=y\r\n'),
    body.subarray(0, 10),
    Buffer.from(`\r\n${(body.length - 10).toString(16)}\r\n`),
    body.subarray(10),
    Buffer.from('\r\n0\r\n\r\n'),
  ]);

async function read(name: string, bytes: Buffer, options = {}): ReturnType<typeof readAll> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const corpus = openCorpus(path, options);
  const { records } = await corpus.survey();
  const all = await readAll(corpus);
  expect(all.documents.length + all.rejects.length).toBe(records);
  return all;
}

const good = [
  record('plain'),
  record('about', { type: 'warcinfo', body: Buffer.from('software: x\r\n') }),
  record('gzip', { http: ['Content-Encoding: gzip'], body: gzipSync(page('gzip')) }),
  record('brotli', { http: ['Content-Encoding: br'], body: brotliCompressSync(page('brotli')) }),
  record('deflate', { http: ['Content-Encoding: deflate'], body: deflateSync(page('deflate')) }),
  record('raw', { http: ['Content-Encoding: deflate'], body: deflateRawSync(page('raw')) }),
  record('chunked', { http: ['Transfer-Encoding: chunked'], body: chunked(page('chunked')) }),
  record('both', {
    http: ['Content-Encoding: gzip', 'Transfer-Encoding: chunked'],
    body: chunked(gzipSync(page('both'))),
  }),
  record('stale', { http: ['Content-Encoding: gzip', 'Transfer-Encoding: chunked'] }),
  record('moved', { status: '301 Moved', body: Buffer.from('<html>moved</html>') }),
  record('image', { http: ['Content-Type: image/png'], body: Buffer.from([0x89, 0x50]) }),
  record('seen', { type: 'revisit' }),
  record('resource', { type: 'resource', warc: ['Content-Type: text/html'] }),
  record('wet', {
    type: 'conversion',
    warc: ['Content-Type: text/plain'],
    body: Buffer.from(sentence('wet')),
  }),
  record('digest', { warc: [`WARC-Payload-Digest: sha1:${sha1(page('digest'))}`] }),
];
const names = 'plain gzip brotli deflate raw chunked both stale resource wet digest'.split(' ');

describe('web archives', () => {
  it.each([
    ['good.warc', Buffer.concat(good)],
    ['good.warc.gz', Buffer.concat(good.map((bytes) => gzipSync(bytes)))],
    ['unnamed', Buffer.concat(good)],
  ])('%s: every page, however its body is encoded, and nothing else', async (name, bytes) => {
    const { documents, rejects } = await read(name, bytes);
    expect(rejects).toEqual([]);
    expect(documents).toMatchObject(
      names.map((page) => ({
        text: sentence(page),
        url: `https://vale.example/${page}`,
        outlet: 'vale.example',
        published: null,
        extra: { crawled: '2024-11-05T10:00:00Z' },
      })),
    );
  });

  it('each bad record is a reject with its place, and the next is read', async () => {
    const bad: readonly (readonly [Buffer, string])[] = [
      [record('length', { length: 'many' }), 'malformed-warc'],
      [
        record('digest', { warc: ['WARC-Block-Digest: sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A'] }),
        'bad-digest',
      ],
      [record('gone', { status: '404 Not Found' }), 'http-error'],
      [record('cut', { warc: ['WARC-Truncated: length'] }), 'truncated-record'],
      [
        record('gzip', { http: ['Content-Encoding: gzip'], body: gzipSync(page('x')).subarray(0, 40) }),
        'malformed-http',
      ],
      [record('odd', { http: ['Content-Encoding: zz'], body: Buffer.from([0, 1, 2]) }), 'malformed-http'],
      [
        record('bomb', { http: ['Content-Encoding: gzip'], body: gzipSync(Buffer.alloc(1e6)) }),
        'malformed-http',
      ],
      [record('menu', { body: Buffer.from('<html><body><script>x</script></body></html>') }), 'no-article'],
      [Buffer.from('no record at all\r\n\r\n'), 'malformed-warc'],
    ];
    const parts = bad.flatMap(([bytes], i) => [bytes, record(`good-${i}`)]);
    const cut = record('last').subarray(0, -50);
    const { documents, rejects } = await read('bad.warc', Buffer.concat([record('first'), ...parts, cut]), {
      maxTextBytes: 100_000,
    });
    expect(documents.map(({ title }) => title)).toEqual(['first', ...bad.map((_, i) => `good-${i}`)]);
    let offset = record('first').length;
    const places: number[] = [];
    for (const [i, part] of parts.entries()) {
      if (i % 2 === 0) places.push(offset);
      offset += part.length;
    }
    places.push(offset);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      ...bad.map(([, reason]) => reason),
      'malformed-warc',
    ]);
    expect(rejects.map(({ place }) => Number(/at byte (\d+)$/.exec(place!)![1]))).toEqual(places);
  });

  it('ARC too', async () => {
    const block = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'),
      page('old'),
    ]);
    const about = '1 0 Vale\nURL IP-address Archive-date Content-type Archive-length\n';
    const arc = Buffer.concat([
      Buffer.from(`filedesc://x.arc 0.0.0.0 20040102030405 text/plain ${about.length}\n${about}\n`),
      Buffer.from(`http://vale.example/a b 10.0.0.1 20040102030405 text/html ${block.length}\n`),
      block,
      Buffer.from('\n'),
    ]);
    const { documents, rejects } = await read('x.arc', arc);
    expect(rejects).toEqual([]);
    expect(documents).toMatchObject([
      { text: sentence('old'), url: 'http://vale.example/a b', extra: { crawled: '2004-01-02T03:04:05Z' } },
    ]);
  });

  it('an archive without pages says so', async () => {
    const path = join(folder, 'none.warc');
    writeFileSync(path, record('image', { http: ['Content-Type: image/png'] }));
    await expect(openCorpus(path).survey()).resolves.toMatchObject({ records: 1 });
    const { rejects } = await readAll(openCorpus(path));
    expect(rejects).toMatchObject([{ reason: 'no-documents' }]);
  });
});

// Third-party cases beside the checkout, not part of the project; skipped where they are not there.
const hostile = fromPackageRoot('../shared/hostile/warcio');

describe.skipIf(!existsSync(hostile))('warcio’s files', () => {
  it('good ones give pages, bad ones pages or reasons', async () => {
    const found: Record<string, string> = {};
    for (const name of readdirSync(hostile).filter((file) => /\.w?arc/.test(file))) {
      const corpus = openCorpus(join(hostile, name), { anyLanguage: true });
      try {
        const { documents, rejects } = await readAll(corpus);
        found[name] = [`${documents.length} read`, ...rejects.map(({ reason }) => reason)].join(', ');
        if (/^example(\.warc|\.arc|-iana|-resource|-space)/.test(name)) {
          expect(documents.length, name).toBe(1);
          expect(rejects, name).toEqual([]);
        }
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        found[name] = error.message.split('\n')[0]!;
      }
    }
    console.info('warcio', found);
  });
});
