import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatsTable } from '../../corpora/formats/format-registry.js';
import { dataDictionary } from '../../queries/data-dictionary.js';
import { planStages } from '../../stages/plan.js';
import { hedgerow } from './run-hedgerow.js';

describe('what is written beside the code belongs to it', () => {
  // Where these two fail: npm run build && npm run documentation
  it('docs/columns.md is what `hedgerow columns` prints', () => {
    expect(readFileSync('docs/columns.md', 'utf8')).toBe(dataDictionary(planStages()));
  });

  it('the formats of docs/corpora.md are those that are read', () => {
    expect(readFileSync('docs/corpora.md', 'utf8')).toContain(formatsTable());
  });

  it('every command of the README exists, and its help names its options', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const [, command] of readme.matchAll(/^ {4}hedgerow ([a-z]+)/gm)) {
      const { status, stdout } = hedgerow([command!, '--help']);
      expect(status, command).toBe(0);
      expect(stdout).toContain(`hedgerow ${command}`);
    }
  });
});
