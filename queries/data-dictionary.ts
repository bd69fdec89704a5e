/** The data dictionary of an analysis. */
import type { Column, DataType, Field } from '../stages/columns.js';
import type { Plan } from '../stages/plan.js';

/** The data dictionary of an analysis as Markdown: every column that the plan adds, with type, unit and meaning. */
export function dataDictionary(plan: Plan): string {
  const parts = [
    '# The columns of an analysis',
    '',
    'One row a document. Before these stand the document’s own columns: `id`, `text`, `outlet`, `title`, `author`, ' +
      '`published`, `section`, `url`, `language`, and any further column of the input, untouched. Offsets are Unicode ' +
      'code points, half-open, into `text`. Unknown is null, never 0.',
    '',
  ];
  for (const { stage, columns } of plan.stages) {
    parts.push(`## ${stage.name}`, '', stage.description, '');
    parts.push('| column | type | unit | meaning |', '|---|---|---|---|');
    for (const column of columns) parts.push(...rowsOf(column));
    parts.push('');
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function rowsOf(column: Column): string[] {
  const own = row(`\`${column.name}\``, column);
  const fields = structFields(column.type);
  return [own, ...fields.map((field) => row(`&nbsp;&nbsp;\`.${field.name}\``, field))];
}

function row(name: string, field: Field): string {
  const type = `${typeName(field.type)}${field.nullable ? ', nullable' : ''}`;
  return `| ${name} | ${type} | ${field.unit ?? ''} | ${cell(field.description)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function structFields(type: DataType): readonly Field[] {
  if (type.kind === 'list') return structFields(type.item);
  return type.kind === 'struct' ? type.fields : [];
}

function typeName(type: DataType): string {
  if (type.kind === 'list') return `list of ${typeName(type.item)}`;
  return type.kind === 'offset' ? 'int32' : type.kind;
}
