import { describe, expect, it } from 'vitest';
import { measuredText } from '../../../corpora/cleaning/measured-text.js';

const clean = 'The difficult offer may perhaps fail, said Zoë O’Dale of the café.';

describe('a text as it is measured', () => {
  const twins: Readonly<Record<string, string>> = {
    'soft hyphens':
      'The dif\u00adficult of\u00adfer may per\u00adhaps fail, said Zoë O’Dale of the ca\u00adfé.',
    'a word broken at a soft hyphen':
      'The difficult offer may per\u00ad\nhaps fail, said Zoë O’Dale of the café.',
    'zero width':
      '\ufeffThe \u200bdifficult offer\u200b may per\u2060haps fail,\u200e said Zoë\u200d O’Dale of the café.',
    ligatures: 'The di\ufb03cult o\ufb00er may perhaps fail, said Zoë O’Dale of the café.',
    'letter apostrophes': 'The difficult offer may perhaps fail, said Zoë O\u02bcDale of the café.',
    'acute accents and graves for apostrophes':
      'The difficult offer may perhaps fail, said Zoë O\u00b4Dale of the café.',
    'decomposed letters': clean.normalize('NFD'),
    'letters of mathematics':
      'The difficult \u{1d428}\u{1d41f}\u{1d41f}\u{1d41e}\u{1d42b} may perhaps fail, said Zoë O’Dale of the café.',
    'full width': 'Ｔｈｅ difficult offer may perhaps fail， said Zoë O’Dale of the café.',
    'controls of a PDF': 'The diffi\u0002cult offer may perhaps\u0007 fail, said Zoë O’Dale of the café.',
    'spaces of one width': 'The\u2007difficult\u3000offer may perhaps fail, said Zoë O’Dale of the café.',
  };
  for (const [name, given] of Object.entries(twins))
    it(name, () => {
      const measured = measuredText(given)!;
      expect(measured.text).toBe(clean);
      // Every word leads back to its letters in the text as given, and from there again to itself.
      for (const { 0: word, index } of clean.matchAll(/[\p{L}’]+/gu)) {
        const [start, end] = [measured.toGiven(index), measured.toGiven(index + word.length)];
        const part = given.slice(start, end);
        expect(measuredText(part)?.text ?? part).toBe(word);
        expect(measured.fromGiven(start)).toBe(index);
        expect(measured.fromGiven(end)).toBe(index + word.length);
      }
    });
  it('nothing to do is no new text', () => {
    expect(measuredText(clean)).toBeNull();
    expect(measuredText('“Yes” – 5 × 3 ≠ 16, naïve, 😀')).toBeNull();
  });
  it('what holds emoji together stays', () => {
    expect(measuredText('A family 👩\u200d👩\u200d👧 and a heart ❤\ufe0f.')).toBeNull();
    expect(measuredText('`code` and 5′ 3″ stay')).toBeNull();
  });
  it('offsets are whole at both ends and never go back', () => {
    const given = '\u00ad\u200bSo\u00ad may it \ufb01t, e\u0301 \u200b.\u00ad';
    const measured = measuredText(given)!;
    let last = 0;
    for (let i = 0; i <= measured.text.length; i++) {
      const at = measured.toGiven(i);
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
    }
    expect(last).toBeLessThanOrEqual(given.length);
  });
});
