/** What a study says, in plain text: a screenful or two. */
import { counted, listing, pText } from '../../base/wording.js';
import type { Agreement } from '../../statistics/ratings.js';
import type { UnitsNeeded } from '../score/units-needed.js';
import { differenceName, disagreements } from './figure-wording.js';
import type { Validation } from './schema.js';
import { FEW_CODED } from './validation.js';

/** A share in per cent, a score as it is. */
export function amount(value: number, unit: string, sign = false): string {
  const share = unit.startsWith('share');
  const text = share ? `${(100 * Math.abs(value)).toFixed(1)}%` : Math.abs(value).toFixed(2);
  const zero = Number.parseFloat(text) === 0;
  return `${value < 0 && !zero ? '−' : sign && !zero ? '+' : ''}${text}`;
}

interface Given {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

export function withInterval(given: Given | null, unit: string, sign = false): string {
  if (given === null || given.value === null) return '–';
  const bounds = given.interval?.map((end) => amount(end, unit, sign)).join(', ');
  return `${amount(given.value, unit, sign)}${bounds === undefined ? '' : ` [${bounds}]`}`;
}

const plain = ({ value, interval }: Given): string =>
  value === null
    ? '–'
    : `${value.toFixed(2)}${interval === null ? '' : ` [${interval[0].toFixed(2)}, ${interval[1].toFixed(2)}]`}`;

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => [...row[k]!].length)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, k) => {
          const space = ' '.repeat(Math.max(0, widths[k]! - [...cell].length));
          return k === 0 ? cell + space : space + cell;
        })
        .join('  ')
        .trimEnd()}`,
  );
}

const agreementText = (name: string, given: Agreement): string =>
  `${name} ${given.value === null ? 'not defined' : plain(given)}`;

export function renderValidation(validation: Validation, needed: readonly UnitsNeeded[]): string {
  const { study, agreement, accuracy, equalErrors, figures, errors } = validation;
  const lines = [
    `${study.title} by ${study.by}: ${counted(study.coded, study.unit)} coded of ${study.drawn} drawn (${counted(study.draws, 'draw')})${study.cannotSay === 0 ? '' : `, ${study.cannotSay} of them "cannot say"`}`,
    agreement.percent.units === 0
      ? 'No unit is coded twice: nothing is known of how far coders agree.'
      : `Agreement of ${listing(agreement.coders)} over ${counted(agreement.percent.units, 'unit')}: ${agreementText("Krippendorff's alpha", agreement.alpha)}, ${agreementText("Gwet's AC1", agreement.ac1)}, percent ${plain(agreement.percent)}`,
    ...(study.unsettled === 0
      ? []
      : [
          `${counted(study.unsettled, 'unit')} on which coders differ: settle them with \`hedgerow validate adjudicate\`; until then most, else the first coder, count.`,
        ]),
    ...(study.corrections === 0
      ? []
      : [
          `${counted(study.corrections, 'hit')} marked wrong by readers of reports are kept apart: they are no random sample.`,
        ]),
    '',
    ...columns([
      ['accuracy', 'coded', 'precision', 'recall', 'F1', 'specificity'],
      ...accuracy.map((row) => [
        `${row.group ?? 'all groups'}: ${row.class}`,
        String(row.coded),
        ...[row.precision, row.recall, row.f1, row.specificity].map(plain),
      ]),
    ]),
    '',
    equalErrors === null
      ? 'Whether the tool errs alike in all groups cannot be tested yet.'
      : `Test that the tool errs alike in all groups: Q ${equalErrors.statistic.toFixed(2)}, p ${pText(equalErrors.p)} by parametric bootstrap${equalErrors.p < 0.05 ? ': it does not; no figure with shared errors is given.' : ': not rejected; the last column rests on that.'}`,
  ];
  for (const figure of figures) {
    lines.push(
      '',
      ...columns([
        [`${figure.title} (${figure.unit})`, 'coded', 'as counted', 'corrected', 'with shared errors'],
        ...figure.groups.map((row) => [
          row.group,
          String(row.coded),
          ...[row.counted, row.corrected, row.shared].map((one) => withInterval(one, figure.unit)),
        ]),
        ...figure.differences.map((row) => [
          differenceName(row),
          '',
          ...[row.counted, row.corrected, row.shared].map((one) => withInterval(one, figure.unit, true)),
        ]),
      ]),
      ...figure.differences.map(
        (row) => `  ${differenceName(row)}: ${row.verdict ?? 'not corrected: a stratum has no coded unit'}`,
      ),
    );
  }
  for (const text of disagreements(validation)) lines.push('', text);
  if (figures.some(({ groups }) => groups.some(({ coded }) => coded < FEW_CODED)))
    lines.push(
      '',
      `Below ${FEW_CODED} coded units a group the uncorrected figure can have the smaller error; its interval still says nothing of the tool’s.`,
    );
  const more = needed.filter(({ more: n }) => n !== 0);
  if (more.length > 0)
    lines.push(
      '',
      `Units still needed for intervals of ±${more[0]!.half}: ${more.map(({ group, figure, more: n }) => `${group}${figures.length > 1 ? ` (${figure})` : ''} ${n ?? 'unknown'}`).join(', ')}.`,
    );
  if (errors.length > 0) {
    lines.push('', 'The costliest errors (units of the corpus that each stands for):');
    for (const error of errors.slice(0, 8))
      lines.push(
        `  ${error.unit}, ${error.group}: the tool says ${error.predicted}, coded ${error.coded} (${Math.round(error.weight)})`,
        `    ${error.text.replace(/\s+/g, ' ').trim().slice(0, 300)}`,
      );
  }
  return `${lines.join('\n')}\n`;
}
