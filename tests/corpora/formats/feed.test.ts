import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../../base/package-root.js';
import { rootElement } from '../../../corpora/detect/root-element.js';
import { detectFormat } from '../../../corpora/formats/detect-format.js';
import { textOfHtml } from '../../../corpora/formats/html/text-of-html.js';
import { readRecords } from '../../../corpora/formats/read-records.js';
import { readXml } from '../../../corpora/formats/xml-elements.js';
import { limitsOf } from '../../../corpora/input/limits.js';

describe('the first element of a document', () => {
  it.each([
    ['<?xml version="1.0"?>\n<!-- a > b --><rss>', 'rss'],
    ['<!DOCTYPE rss [<!ENTITY x "<y>">]><rss>', 'rss'],
    ['<!doctype html><p>', 'html'],
    ['  <RDF:RDF>', 'rdf:rdf'],
    ['\ufeff<feed>', 'feed'],
    ['It is < that', null],
    ['< p', null],
    ['<!-- never closed', null],
    ['<!DOCTYPE x [', null],
    ['', null],
  ])('%s', (text, name) => {
    expect(rootElement(Buffer.from(text))).toBe(name);
    expect(rootElement(Buffer.from(text, 'utf16le'))).toBe(
      text.startsWith('<') || text[0] === '\ufeff' ? name : null,
    );
  });
});

describe('XML', () => {
  it('nested beyond the limit is refused, and declared entities stay as they are', () => {
    const limits = limitsOf({ maxNesting: 10 });
    expect(() => readXml('<a>'.repeat(11), limits, null)).toThrow(/more than 10 deep/);
    const laughs = '<!DOCTYPE a [<!ENTITY x "yy">]><a>&x;&lt;</a>';
    expect(readXml(laughs, limits, null)?.root.textContent).toBe('&x;<');
  });
});

// Third-party cases beside the checkout, not part of the project; skipped where they are not there.
const hostile = fromPackageRoot('../shared/hostile/feedparser');

/** Cases in which this reader differs on purpose. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'atom10/entry_content_div_escaped_markup.xml': 'escaped tags in XHTML are text',
  'base/http_entry_id_base_content_location.xml': 'there is no HTTP header in a file',
  'base/http_item_link_base_content_location.xml': 'there is no HTTP header in a file',
  'rss/item_description_and_summary.xml': 'one text is asked for',
  'rss/item_summary_and_description.xml': 'one text is asked for',
  'sanitize/entry_content_crazy.xml': 'whole text rather than what a sanitiser leaves',
  'sanitize/entry_title_crazy.xml': 'whole text rather than what a sanitiser leaves',
  'sanitize/entry_summary_object.xml': 'what stands in an object is shown only where the object is not',
  'sanitize/entry_title_object.xml': 'what stands in an object is shown only where the object is not',
};

/** What the comment of a case says of its first entry: a Python string. */
function expectation(xml: string): { readonly field: string; readonly value: string } | null {
  const match =
    /Expect:[\s\S]*?entries\[0\]\[u?'(title|summary|link|id|content)'\](?:\[0\]\[u?'value'\])? == u?(['"])((?:\\.|(?!\2).)*)\2/.exec(
      xml,
    );
  if (match === null) return null;
  const code = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
  const value = match[3]!
    .replace(/\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (all, four: string, two: string) => code(all, four ?? two))
    .replace(/\\n/g, '\n')
    .replace(/\\(['"\\])/g, '$1');
  return { field: match[1]!, value };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe.skipIf(!existsSync(hostile))('feedparser’s feeds', () => {
  it('give the entries that their comments say, or a refusal', async () => {
    const counts: Record<string, number> = {};
    const differing: string[] = [];
    let compared = 0;
    for (const name of (readdirSync(hostile, { recursive: true }) as string[]).sort()) {
      if (!name.endsWith('.xml')) continue;
      const path = join(hostile, name);
      const bytes = readFileSync(path);
      const guess = detectFormat(name, bytes);
      const reasons: string[] = [];
      let first: Readonly<Record<string, unknown>> | null = null;
      if ('format' in guess && guess.format.name === 'feed') {
        const source = {
          path,
          name,
          compression: null,
          encoding: 'utf-8',
          encodingIs: 'found',
          format: guess.format,
        } as const;
        for await (const item of readRecords(source, limitsOf({}))) {
          if ('defect' in item) reasons.push(item.defect.reason);
          else first ??= item.values;
        }
      } else reasons.push('refused as no feed');
      const outcome = reasons[0] ?? 'read';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      const wanted = expectation(bytes.toString('utf8'));
      if (wanted === null || OTHERWISE[name.replace(/^wellformed\//, '')] !== undefined) continue;
      compared++;
      const { field } = wanted;
      const column =
        field === 'link' ? 'url' : field === 'id' ? 'guid' : field === 'title' ? 'title' : 'text';
      const value = ['link', 'id'].includes(field) ? wanted.value : textOfHtml(wanted.value);
      if (oneLine(String(first?.[column] ?? '')) !== oneLine(value)) differing.push(name);
    }
    console.info(`feedparser: ${JSON.stringify(counts)}; ${compared} compared with what they should hold`);
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  });
});
