import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../base/package-root.js';
import { UserError } from '../../base/user-error.js';
import type { CorpusDocument, ExtraColumn, Reject } from '../../corpora/document.js';
import { type OpenCorpusOptions, openCorpus } from '../../corpora/open-corpus.js';
import { readAll } from './read-all.js';

/** What a fixture's expected.json may say; what it leaves out is not compared. */
interface Expected {
  readonly about: string;
  /** The file within `input/` to open; the whole folder by default. */
  readonly input?: string;
  readonly options?: OpenCorpusOptions;
  readonly mapping?: Readonly<Record<string, string>>;
  readonly extraColumns?: readonly ExtraColumn[];
  readonly encodings?: Readonly<Record<string, string>>;
  readonly documents?: readonly Partial<CorpusDocument>[];
  readonly rejects?: readonly Partial<Reject>[];
  /** Pieces of the UserError's message. */
  readonly error?: readonly string[];
}

/** JSON has no bigint: `"12n"` stands for one. */
function withBigints(value: unknown): unknown {
  if (typeof value === 'string' && /^\d+n$/.test(value)) return BigInt(value.slice(0, -1));
  if (Array.isArray(value)) return value.map(withBigints);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withBigints(inner)]));
}

const root = fromPackageRoot('tests/fixtures/corpora');

/** Drop a folder with `input/` and `expected.json` in, and it is tested. */
describe('corpora as they should be read', () => {
  for (const name of readdirSync(root).sort()) {
    const path = join(root, name, 'expected.json');
    if (!existsSync(path)) continue;
    const expected = withBigints(JSON.parse(readFileSync(path, 'utf8'))) as Expected;
    it(`${name}: ${expected.about}`, async () => {
      const corpus = openCorpus(join(root, name, 'input', expected.input ?? ''), expected.options ?? {});
      if (expected.error !== undefined) {
        const error = await corpus.survey().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(UserError);
        for (const piece of expected.error) expect((error as UserError).message).toContain(piece);
        return;
      }
      const survey = await corpus.survey();
      const { documents, rejects } = await readAll(corpus);
      if (expected.documents !== undefined) expect(documents).toMatchObject(expected.documents);
      if (expected.rejects !== undefined) {
        const wanted = expected.rejects.map((reject) =>
          reject.source === null
            ? { ...reject, source: join(root, name, 'input', expected.input ?? '') }
            : reject,
        );
        expect(rejects).toMatchObject(wanted);
      }
      expect(survey.records).toBe(documents.length + rejects.length);
      if (expected.mapping !== undefined) expect(survey.mapping).toEqual(expected.mapping);
      if (expected.extraColumns !== undefined) expect(survey.extraColumns).toEqual(expected.extraColumns);
      for (const [file, encoding] of Object.entries(expected.encodings ?? {})) {
        expect(survey.sources.find((source) => source.name === file)?.encoding).toBe(encoding);
      }
      for (const reject of rejects) {
        expect(reject.message).not.toMatch(/undefined|\[object/);
        expect(reject.remedy).not.toBe('');
      }
      // Reading again gives the same.
      expect(await readAll(corpus)).toEqual({ documents, rejects });
    });
  }
});
