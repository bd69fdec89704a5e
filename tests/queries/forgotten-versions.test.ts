import { describe, expect, it } from 'vitest';
import { forgottenVersions } from '../../queries/check-reference.js';
import { readReference } from '../../queries/reference-file.js';

describe('the version of a stage', () => {
  const reference = readReference();

  it('was raised wherever its values changed since the reference was made', async () => {
    expect(await forgottenVersions(reference)).toEqual([]);
  });

  it('is asked for where they changed and nothing says so, not where a required stage changed', async () => {
    const [own, ...rest] = ['tokenising', 'attribution'].map(
      (name) => reference.stages.find((stage) => stage.name === name)!,
    );
    const wrong = { tokenising: 'other', attribution: 'other' };
    const lines = await forgottenVersions({ ...reference, samples: { ...reference.samples, ...wrong } });
    // Each that is at the reference's version.
    for (const line of lines) expect(line).toMatch(/^the stage '(?:tokenising|attribution)' .* raise it$/);
    const raised = [{ ...own!, version: 'another' }, ...rest];
    expect(
      await forgottenVersions({ ...reference, stages: raised, samples: { ...reference.samples, ...wrong } }),
    ).toEqual([]);
  });
});
