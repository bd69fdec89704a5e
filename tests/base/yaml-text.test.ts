import { describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { parseYaml } from '../../base/yaml-text.js';

const read = (text: string): unknown => parseYaml(text, 'f.yaml', 'the list', 'Mend it.').value;

describe('YAML of a user', () => {
  it('is read with its aliases', () => {
    expect(read('a: &x [1, 2]\nb: *x\n')).toEqual({ a: [1, 2], b: [1, 2] });
  });

  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++)
    bomb.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  it.each([
    ['brackets', '['.repeat(20_000), /nested too deeply \(f\.yaml, line 1\)/],
    ['braces', '{a: '.repeat(20_000), /nested too deeply/],
    [
      'indentation',
      Array.from({ length: 9000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /nested too deeply/,
    ],
    ['dashes', `${'- '.repeat(20_000)}a`, /nested too deeply/],
    ['aliases of aliases', bomb.join('\n'), /repeats itself by aliases/],
    ['an alias of nothing', 'a: *none', /well-formed|anchor/],
    ['a bad line', 'a: b: c', /not well-formed YAML \(f\.yaml, line 1\)/],
  ])('%s end in an error for the user', (_, text, message) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(message);
  });
});
