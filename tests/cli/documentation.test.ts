import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataDictionary } from '../../queries/data-dictionary.js';
import { referenceMismatch } from '../../queries/reference.js';
import { readReference } from '../../queries/reference-file.js';
import { planStages } from '../../stages/plan.js';
import { hedgerow } from './run-hedgerow.js';

describe('what is written beside the code belongs to it', () => {
  it('docs/columns.md is what `hedgerow columns` prints', () => {
    expect(readFileSync('docs/columns.md', 'utf8')).toBe(dataDictionary(planStages()));
  });

  it('the bundled reference was made with the stages as they stand', () => {
    expect(referenceMismatch(planStages())).toEqual([]);
  });

  it('the bundled reference has every measure, over more than 36,000 documents', () => {
    const reference = readReference();
    expect(reference.documents).toBeGreaterThan(30_000);
    const measures = planStages().columns.filter((column) => column.measure !== null);
    for (const { name } of measures) expect(Object.keys(reference.measures)).toContain(name);
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
