/** The comparison of groups as flat tables. */
import type { Table } from '../tables.js';
import { OUTLET_SECTIONS, type OutletReport } from './sections.js';

export function outletTables(report: OutletReport): Table[] {
  return OUTLET_SECTIONS.flatMap(({ tables }) => tables?.(report) ?? []).filter(
    ({ rows }) => rows.length > 0,
  );
}
