// Counts which words of a corpus are written small as a rule, and so are no names. Usage:
//   node dist/training/names/common-words.js --corpus ../shared/gold/corpora/allsides.jsonl.gz [--articles 12000]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { fromPackageRoot } from '../../base/package-root.js';
import { COMMON_WORDS_PATH } from '../../stages/masked-names.js';

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, articles: { type: 'string', default: '12000' } },
});
if (values.corpus === undefined) {
  console.error('usage: node dist/training/names/common-words.js --corpus FILE.jsonl.gz [--articles N]');
  process.exit(2);
}

/** Written small at least so often, and in this share of the places where a capital would mean a name. */
const LEAST = 12;
const SHARE = 0.75;

const small = new Map<string, number>();
const capital = new Map<string, number>();
const lines = gunzipSync(readFileSync(values.corpus)).toString('utf8').split('\n');
const step = Math.max(1, Math.floor(lines.length / Number(values.articles)));
for (let k = 0; k < lines.length; k += step) {
  if (lines[k] === '') continue;
  const { text } = JSON.parse(lines[k]!) as { text: string };
  for (const match of text.matchAll(/(?<!\p{L})\p{L}[\p{L}'’]*/gu)) {
    const word = match[0].replaceAll('’', "'").replace(/'(s|d|ll|re|ve|m|t)?$/, '');
    const lower = word.toLowerCase();
    if (word === lower) small.set(word, (small.get(word) ?? 0) + 1);
    // Between two words written small a capital means a name: no sentence begins there, and no headline stands there.
    else if (/\p{Ll}[,]? $/u.test(text.slice(match.index - 3, match.index)))
      capital.set(lower, (capital.get(lower) ?? 0) + 1);
  }
}
const words = [...small]
  .filter(([word, n]) => word.length > 1 && n >= LEAST && n / (n + (capital.get(word) ?? 0)) >= SHARE)
  .map(([word]) => word)
  .sort();
writeFileSync(fromPackageRoot(COMMON_WORDS_PATH), `${words.join('\n')}\n`);
console.log(`${words.length} words`);
