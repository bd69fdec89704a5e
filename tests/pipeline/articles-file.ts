import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sampleDocument } from './sample-corpus.js';

export const ARTICLES = '../shared/gold/corpora/allsides.jsonl.gz';

/** Whether the shared articles are here; without them tests at scale run on texts of ours. */
export const articlesAreHere = existsSync(ARTICLES);

/**
 * Writes so many articles to a JSON lines file: real ones where they are present, else texts of ours. Three
 * lines among them cannot be used, so that rejects are compared too.
 */
export async function writeArticles(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  const unusable = new Map([
    [Math.floor(count / 7), '{"id":"cut","text":"a line that was cut'],
    [Math.floor(count / 2), '{"id":"empty","text":""}'],
    [count - 1, '{"id":"no-text"}'],
  ]);
  let number = 0;
  for await (const line of linesOf(count)) {
    const odd = unusable.get(number++);
    const content = odd === undefined ? line : `${line}\n${odd}`;
    if (!out.write(`${content}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

async function* linesOf(count: number): AsyncGenerator<string> {
  if (!articlesAreHere) {
    for (let i = 0; i < count; i++) {
      const { id, text, outlet, published } = sampleDocument(i);
      yield JSON.stringify({ id, text, outlet, published });
    }
    return;
  }
  let left = count;
  const input = createReadStream(ARTICLES);
  for await (const line of createInterface({ input: input.pipe(createGunzip()) })) {
    if (left-- <= 0) break;
    yield line;
  }
  input.destroy();
}
