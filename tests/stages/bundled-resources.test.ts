import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { importCodebook } from '../../stages/framing/codebook-imports.js';
import { SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { DEFAULT_LEXICON, parseLexicon } from '../../stages/hedging/lexicon.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A package of its own: the built module beside a lexicon that the test may change. */
async function packageWith(text: string) {
  const root = mkdtempSync(join(tmpdir(), 'hedgerow-shipped-'));
  folders.push(root);
  mkdirSync(join(root, 'dist/stages'), { recursive: true });
  mkdirSync(join(root, 'stages'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  for (const file of [
    'base/package-root.js',
    'base/package-root.js.map',
    'stages/bundled-resources.js',
    'stages/bundled-resources.js.map',
  ])
    cpSync(join('dist', file), join(root, 'dist', file));
  const lexicon = join(root, 'stages/lexicon.yaml');
  writeFileSync(lexicon, text);
  const module: typeof import('../../stages/bundled-resources.js') = await import(
    pathToFileURL(join(root, 'dist/stages/bundled-resources.js')).href
  );
  return { lexicon, ...module };
}

it('a compiled lexicon is read instead of parsed, but never after its file has changed', async () => {
  const { lexicon, readBundled, compileBundled } = await packageWith('may, might');
  let parsed = 0;
  const read = () =>
    readBundled('stages/lexicon.yaml', (text) => {
      parsed++;
      return text.split(', ');
    });
  expect([read(), parsed]).toEqual([['may', 'might'], 1]);
  expect(await compileBundled(async () => void read())).toEqual(['stages/lexicon.yaml']);
  expect([read(), parsed]).toEqual([['may', 'might'], 2]);
  writeFileSync(lexicon, 'may, could');
  expect([read(), parsed]).toEqual([['may', 'could'], 3]);
});

it.each([
  ...SHIPPED_CODEBOOKS.map((name) => {
    const path = `stages/framing/codebooks/${name}.yaml`;
    return [path, (text: string): unknown => importCodebook(text, path)] as const;
  }),
  [DEFAULT_LEXICON, (text: string): unknown => parseLexicon(text, DEFAULT_LEXICON)] as const,
])('the build compiled %s to what its YAML says', (path, parse) => {
  const compiled: { value: unknown } = JSON.parse(readFileSync(join('dist', `${path}.json`), 'utf8'));
  expect(compiled.value).toEqual(parse(readFileSync(path, 'utf8')));
});
