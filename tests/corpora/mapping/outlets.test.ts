import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { outletName } from '../../../corpora/mapping/outlets.js';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-outlets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('names of outlets', () => {
  it.each([
    ['https://www.QuayPost.com/news?a=1', 'quaypost.com'],
    ['http://quaypost.com', 'quaypost.com'],
    ['www.quaypost.com.', 'quaypost.com'],
    ['QuayPost.com', 'quaypost.com'],
    ['www2.news.quaypost.co.uk:8080/', 'news.quaypost.co.uk'],
    ['www.de', 'www.de'],
    ['  The   Quay\u00a0Post ', 'The Quay Post'],
    ['E\u0301cho du Port', '\u00c9cho du Port'],
    ['The Quay Post', 'The Quay Post'],
    ['A. B. Fenn', 'A. B. Fenn'],
    ['Post (Quay)', 'Post (Quay)'],
    ['Dr. No', 'Dr. No'],
    ['3.5', '3.5'],
  ])('%j is %j', (written, name) => expect(outletName(written)).toBe(name));

  it('are as they stay, whatever was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain()), (written) => {
        const once = outletName(written);
        expect(outletName(once)).toBe(once);
      }),
    );
  });

  it('join in a corpus, which keeps what was written; one without a change has no such column', async () => {
    const text = 'The harbour is closed until the inquiry has reported, the mayor said on Monday.';
    const read = async (name: string, outlets: readonly string[]) => {
      const file = join(folder, name);
      writeFileSync(
        file,
        `id,outlet,text\n${outlets.map((outlet, i) => `${i},${outlet},"${text}"`).join('\n')}\n`,
      );
      const { documents } = await readAll(openCorpus(file));
      return documents.map(({ outlet, extra }) => [outlet, extra.outlet_original]);
    };
    expect(await read('sites.csv', ['https://www.QuayPost.com/', 'quaypost.com', ''])).toEqual([
      ['quaypost.com', 'https://www.QuayPost.com/'],
      ['quaypost.com', null],
      [null, null],
    ]);
    expect(await read('names.csv', ['The Quay Post', 'Harbour Herald'])).toEqual([
      ['The Quay Post', undefined],
      ['Harbour Herald', undefined],
    ]);
  });
});
