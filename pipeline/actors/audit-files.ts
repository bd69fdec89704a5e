/** The audit of names as a file: CSV with a row an actor and outlet, or JSON with all of it. */
import Papa from 'papaparse';
import { FORMULA } from '../../base/spreadsheet-cell.js';
import type { ActorFormat } from './actor-files.js';
import type { ActorsAudit, AuditCount } from './audit-model.js';

/** An actor's own row has an empty outlet; cells that a spreadsheet would take for a formula are escaped. */
export function auditFile(audit: ActorsAudit, format: ActorFormat): string {
  if (format === 'json') return `${JSON.stringify(audit, null, 1)}\n`;
  const rows = audit.actors.flatMap(({ key, name, type, surfaces, all, outlets }) => {
    const row = (outlet: string, count: AuditCount) => ({
      key,
      name,
      type,
      outlet,
      documents: count.documents,
      occurrences: count.occurrences,
      missed: count.missed,
      elsewhere: count.elsewhere,
      share_missed: count.share ?? '',
      surfaces: surfaces.join('; '),
    });
    return [row('', all), ...outlets.map((count) => row(count.outlet, count))];
  });
  return `${Papa.unparse(rows, { escapeFormulae: new RegExp(FORMULA), newline: '\n' })}\n`;
}
