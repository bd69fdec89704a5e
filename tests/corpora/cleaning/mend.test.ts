import { describe, expect, it } from 'vitest';
import { mendText } from '../../../corpora/cleaning/mend.js';

const mended = async (text: string): Promise<string> => (await mendText(text))?.text ?? text;

/** UTF-8 read as an encoding that the platform can decode. */
const misread = (text: string, encoding: string): string =>
  new TextDecoder(encoding).decode(Buffer.from(text), { stream: true });

describe('text that is still encoded', () => {
  const meant = 'The café’s owner, José Núñez, said “no” – and “yes”. It isn’t over…';
  it.each(['windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'latin1'])(
    'mojibake: UTF-8 read as %s',
    async (encoding) => {
      expect(await mended(misread(meant, encoding))).toBe(meant);
    },
  );
  it('mojibake: read wrongly twice, and with a lost byte', async () => {
    expect(await mended(misread(misread(meant, 'windows-1252'), 'windows-1252'))).toBe(meant);
    expect(await mended('â€œNoâ€\ufffd, said JosÃ©. â€œYesâ€ he said.')).toBe(
      '“No”, said José. “Yes” he said.',
    );
    expect(await mended('donΓÇÖt, ΓÇ£noΓÇ¥')).toBe('don’t, “no”');
    expect(await mended('donÔÇÖt, caf├®')).toBe('don’t, café');
    expect(await mended('\u0093No,\u0094 it\u0092s late')).toBe('“No,” it’s late');
  });
  it.each([
    [
      '&ldquo;No,&rdquo; said Jos&eacute; of AT&amp;T &#8211; it isn&#x2019;t',
      '“No,” said José of AT&T – it isn’t',
    ],
    ['it isn&amp;rsquo;t, AT&amp;amp;T', 'it isn’t, AT&T'],
    [
      '<p>It may fail.</p><p>See <a href="https://x.example/a?b=1&amp;c=2">this</a>.<br/>Or <b>that</b>.</p>',
      'It may fail.\n\nSee this.\nOr that.',
    ],
    ['It <em>may</em> fail.\n\nIt is <strong>late</strong>.', 'It may fail.\n\nIt is late.'],
    ['&lt;p&gt;It may fail.&lt;/p&gt;', 'It may fail.'],
    ['It isn\\u2019t \\u201cover\\u201d.', 'It isn’t “over”.'],
    ['It may fail.\\n\\n\\"No,\\" he said.', 'It may fail.\n\n"No," he said.'],
    ['It may fail._x000D_\nIt is late.', 'It may fail.\nIt is late.'],
    ['It isn=E2=80=99t over, he=\n said.', 'It isn’t over, he said.'],
  ])('%s', async (given, text) => expect(await mended(given)).toBe(text));
  it('what is no encoding stays', async () => {
    for (const text of [
      'AT&T and R&D: a < b, b > c, <3, x <b and c> d.',
      'In CAFÉ” and “À LA”, SÃO PAULO, BLÅ’ and Ü’ are words.',
      'The file is C:\\new\\users. Prices rose 5% = 3.',
      'Naïve façade, “no” – 5 °C, £5, ½, ×, €, ™.',
      'See https://x.example/?a=1&copy=2&reg=3 for more.',
    ])
      expect(await mendText(text)).toBeNull();
  });
});
