import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-europresse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = [
  'The pilot may land before noon, said the keeper of the mole.',
  'Perhaps the mole will hold, others think.',
];
const older = (n: number, header: string, byline: string): string =>
  `<table><tr><td><span class="DocPublicationName">Mole Gazette, no. ${n}</span><br/><span class="DocHeader">${header}</span><br/><br/><span class="TitreArticleVisu">Pilot ${n} may land</span><br/>${byline}<p>${TEXT[0]}</p><p>${TEXT[1]}</p><p>© 2031 Mole Gazette. Tous droits réservés.</p><p>Cet article est paru dans Mole Gazette</p></td></tr><tr><td align="center">news·20310304·MG·${n}</td></tr></table>`;
const newer = (n: number, header: string, byline: string): string =>
  `<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName"><b>Mole Gazette</b></span></div><span class="DocHeader">${header}</span><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Pilot ${n} may land</p></div>${byline === '' ? '' : `<p class="sm-margin-bottomNews">${byline}</p>`}</header><section><div class="docOcurrContainer"><p>${TEXT[0]}</p><p>${TEXT[1]}</p></div></section><footer><small>© 2031 Mole Gazette</small></footer></article>`;

it.each([
  ['older, French interface', older, 'Monde, jeudi 4 mars 2031, p. 3', 'Ada Okoro'],
  ['older, English interface', older, 'World, Thursday, March 4, 2031, p. A3', 'Ada Okoro'],
  ['newer, French interface', newer, 'Monde, jeudi 4 mars 2031 680 mots, p. 3', 'Ada Okoro'],
  ['newer, English interface', newer, 'World, Thursday, March 4, 2031 680 words, p. A3', 'Ada Okoro'],
  ['newer, without an author', newer, 'jeudi 4 mars 2031', ''],
])('Europresse, %s', async (_, layout, header, byline) => {
  const path = join(folder, 'export.html');
  writeFileSync(
    path,
    `<html><head><meta charset="utf-8"></head><body>${[1, 2].map((n) => layout(n, header, byline)).join('')}</body></html>`,
  );
  const { documents, rejects } = await readAll(openCorpus(path));
  expect(rejects).toEqual([]);
  expect(
    documents.map(({ text, title, outlet, author, published }) => ({
      text,
      title,
      outlet,
      author,
      published,
    })),
  ).toEqual(
    [1, 2].map((n) => ({
      text: TEXT.join('\n\n'),
      title: `Pilot ${n} may land`,
      outlet: 'Mole Gazette',
      author: byline || null,
      published: '2031-03-04',
    })),
  );
});
