/** Prints an evaluation as plain text. */
import type { Confusion, CostlyError, Evaluation, Figure, ResultRow } from './evaluation.js';

/** An evaluation as plain text: results with intervals, confusion tables, the costliest errors, notes. */
export function renderEvaluation(evaluation: Evaluation): string {
  const parts = [
    `${evaluation.task}: ${evaluation.rows} rows, ${evaluation.documents} documents. 95% bootstrap intervals over documents in brackets.\n`,
    renderResults(evaluation.results),
    ...evaluation.confusions.map(renderConfusion),
  ];
  if (evaluation.errors.length > 0) parts.push(renderErrors(evaluation.errors));
  if (evaluation.notes.length > 0)
    parts.push(`${evaluation.notes.map((note) => `Note: ${note}`).join('\n')}\n`);
  return parts.join('\n');
}

function figureText(figure: Figure | undefined): string {
  if (figure === undefined || figure.value === null) return '–';
  const interval = figure.interval;
  const spread = interval === null ? '' : ` [${interval[0].toFixed(3)}, ${interval[1].toFixed(3)}]`;
  return `${figure.value.toFixed(3)}${spread}`;
}

function renderResults(results: readonly ResultRow[]): string {
  const names = [...new Set(results.flatMap((row) => Object.keys(row.figures)))];
  const used = names.filter((name) => results.some((row) => row.figures[name]?.value != null));
  return table(
    ['measured', 'system', ...used, 'n'],
    results.map((row) => [
      row.measured,
      row.system,
      ...used.map((name) => figureText(row.figures[name])),
      String(Math.max(0, ...Object.values(row.figures).map((figure) => figure.n))),
    ]),
  );
}

function renderConfusion(confusion: Confusion): string {
  return `${confusion.title} (rows: gold, columns: predicted)\n${table(
    ['', ...confusion.labels],
    confusion.labels.map((label, i) => [label, ...(confusion.counts[i] ?? []).map(String)]),
  )}`;
}

function renderErrors(errors: readonly CostlyError[]): string {
  const lines = errors.map((error) => {
    const labels = [error.gold && `gold ${error.gold}`, error.predicted && `predicted ${error.predicted}`];
    const context = `${error.before}[${error.surface}]${error.after}`.replace(/\s+/g, ' ');
    return `  ${error.id}  ${error.kind} (${labels.filter(Boolean).join(', ')})\n    … ${context} …`;
  });
  return `The costliest errors\n${lines.join('\n')}\n`;
}

/** Columns set flush left, as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, c) => Math.max(cell.length, ...rows.map((row) => row[c]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => cell.padEnd(widths[c] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[line(head), widths.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line)].join('\n')}\n`;
}
