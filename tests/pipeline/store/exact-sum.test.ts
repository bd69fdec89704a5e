import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { exactSum } from '../../../pipeline/store/sql.js';

it('a sum is the same in whatever order threads add', async () => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '4' })).connect();
  await connection.run(
    `CREATE TABLE v AS SELECT (hash(i) % 1000003) / 1000003.0 - 0.5 AS x, i FROM range(300000) r(i)`,
  );
  const sumOf = async (order: string): Promise<number> => {
    const rows = await connection.runAndReadAll(
      `SELECT ${exactSum('x')} AS s FROM (SELECT x FROM v ORDER BY ${order})`,
    );
    return rows.getRowObjects()[0]!.s as number;
  };
  const sums = [await sumOf('i'), await sumOf('x'), await sumOf('-i'), await sumOf('hash(i, 7)')];
  expect(new Set(sums).size).toBe(1);
  const values = await connection.runAndReadAll('SELECT x FROM v ORDER BY abs(x)');
  const plain = values.getRowObjects().reduce((sum, row) => sum + (row.x as number), 0);
  expect(Math.abs(plain - sums[0]!)).toBeLessThan(1e-6);
});
