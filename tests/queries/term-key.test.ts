import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { termKey, termKeySql } from '../../queries/term-key.js';

it('a term has one key however it is written, in memory and in SQL', async () => {
  const written: readonly (readonly [string, string])[] = [
    ['Perhaps', 'perhaps'],
    ['per\u00adhaps', 'perhaps'],
    ['per\u200bhaps', 'perhaps'],
    ['in\u00a0my view', 'in my view'],
    ['su\ufb03cient', 'sufficient'],
    ['it doesn\u02bct seem', 'it doesn\u2019t seem'],
    ['so\u2010called', 'so-called'],
    ['pre\u0301cis', 'pr\u00e9cis'],
    ["don't", "don't"],
  ];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const values = written.map(([form]) => `('${form.replaceAll("'", "''")}')`).join(', ');
  const result = await connection.runAndReadAll(
    `SELECT ${termKeySql('form')} FROM (VALUES ${values}) AS v(form)`,
  );
  expect(result.getRows().map(([key]) => key)).toEqual(written.map(([, key]) => key));
  connection.closeSync();
  instance.closeSync();
  expect(written.map(([form]) => termKey(form))).toEqual(written.map(([, key]) => key));
});
