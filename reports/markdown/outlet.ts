import {
  codebookTitle,
  count,
  counted,
  figure,
  frameName,
  MEASURE_COLUMNS,
  pText,
  range,
  signed,
} from '../../base/wording.js';
import type { GroupKeyness } from '../keyness-model.js';
import type { OutletReport } from '../outlets/report-schema.js';
import { escapeMarkdown as cell, methodsPart, table } from './parts.js';

/** Key words, hedges and collocates of a group in Markdown; the tables and the JSON have all. */
const WORDS_SHOWN = 8;

const withRange = (value: number | null, interval: readonly [number, number] | null): string =>
  `${signed(value)} ${range(interval, signed)}`.trim();

/** The comparison of groups as Markdown: what the HTML shows, without charts, timelines and passages. */
export function renderOutletMarkdown(report: OutletReport): string {
  const { corpus, cut } = report;
  const left = corpus.leftOut.map(({ reason, documents }) => `; left out: ${count(documents)} ${reason}`);
  return `${[
    `# Compared by ${cell(report.by)}`,
    `${counted(corpus.documents, 'document')} of ${cell(corpus.title)}${cell(left.join(''))}.`,
    ...report.opening.map((sentence) => cell(sentence)),
    ...(cut.length === 0 ? [] : [cell(`Cut: ${cut.join('; ')}.`)]),
    table(
      ['Group', 'Documents', 'Words', 'First', 'Last'],
      report.groups.map((row) => [
        cell(row.group),
        count(row.documents),
        count(row.words),
        row.first?.slice(0, 10) ?? '–',
        row.last?.slice(0, 10) ?? '–',
      ]),
    ),
    '## Families of tests',
    table(
      ['Family', 'Test', 'Tests', 'Below 0.05 after adjustment'],
      report.families.map(({ name, test, tests, found }) => [
        cell(name),
        cell(test),
        count(tests),
        count(found),
      ]),
    ),
    ...sensitivityPart(report),
    ...measuresPart(report),
    ...actorsPart(report),
    ...framesPart(report),
    ...keynessPart(report),
    ...methodsPart(report),
  ].join('\n\n')}\n`;
}

function sensitivityPart({ sensitivity: { checks, findings, cut } }: OutletReport): string[] {
  if (findings.length === 0) return [];
  return [
    '## Do they hold?',
    table(
      ['Group', 'Measure', "Cliff's delta", ...checks.map(({ title }) => cell(title))],
      findings.map((finding) => [
        cell(finding.group),
        cell(finding.title),
        withRange(finding.delta, finding.interval),
        ...finding.results.map(({ verdict, effect, interval }) =>
          effect === null ? '–' : `${verdict}: ${withRange(effect, interval)}`,
        ),
      ]),
    ),
    `${checks.map(({ title, description }) => `- ${cell(title)}: ${cell(description)}`).join('\n')}${cut > 0 ? `\n- ${counted(cut, 'smaller finding')} not checked` : ''}`,
  ];
}

function measuresPart({ measures }: OutletReport): string[] {
  return measures
    .filter(({ leading }) => leading)
    .flatMap((measure) => [
      `## ${cell(measure.title)} (${cell(measure.unit)})`,
      table(
        MEASURE_COLUMNS,
        measure.groups.map((row) => [
          cell(row.group),
          count(row.n),
          `${figure(row.mean, measure.unit)} ${range(row.meanInterval, (v) => figure(v, measure.unit))}`.trim(),
          `${figure(row.median, measure.unit)} ${range(row.medianInterval, (v) => figure(v, measure.unit))}`.trim(),
          withRange(row.medianDifference, row.medianDifferenceInterval),
          withRange(row.delta, row.deltaInterval),
          pText(row.q),
          row.matched === null ? '–' : withRange(row.matched.difference, row.matched.interval),
        ]),
      ),
    ]);
}

function actorsPart({ actors }: OutletReport): string[] {
  if (actors.length === 0) return [];
  type Figures = OutletReport['actors'][number]['groups'][number]['author'];
  const figures = (voice: Figures): string =>
    voice === null
      ? '–'
      : `${withRange(voice.mean, voice.interval)} (${count(voice.documents)} / ${count(voice.mentions)})`;
  return [
    '## Actors',
    'Mean sentiment, −1 to 1, over documents, not over mentions, with 95% interval; documents / mentions.',
    ...actors.flatMap(({ name, groups }) => [
      `### ${cell(name)}`,
      table(
        ['Group', 'All voices', "Author's voice", "Sources' voices", "Cliff's delta", 'Adjusted p'],
        groups.map((row) => [
          cell(row.group),
          ...[row, row.author, row.source].map(figures),
          withRange(row.delta, row.deltaInterval),
          pText(row.q),
        ]),
      ),
    ]),
  ];
}

function framesPart({ frames, groups }: OutletReport): string[] {
  const per = (value: number): string => (100 * value).toFixed(0);
  return [...new Set(frames.map(({ codebook }) => codebook))].flatMap((codebook) => {
    const own = frames.filter((frame) => frame.codebook === codebook);
    return [
      `## Frames: ${cell(codebookTitle(codebook))}`,
      "Share of the group's documents in which the frame is present, in per cent, with 95% interval.",
      table(
        ['Group', ...own.map(({ frame }) => cell(frameName(frame)))],
        groups.map(({ group }) => [
          cell(group),
          ...own.map((frame) => {
            const row = frame.groups.find((entry) => entry.group === group);
            return row === undefined ? '–' : `${per(row.present)} ${range(row.interval, per)}`.trim();
          }),
        ]),
      ),
    ];
  });
}

function keynessPart({ keyness }: OutletReport): string[] {
  const word = ({ term, conservativeLogRatio }: GroupKeyness['rows'][number]): string =>
    `${cell(term)} (${signed(conservativeLogRatio)})`;
  const part = (title: string, tables: readonly GroupKeyness[]): string[] =>
    tables.length === 0
      ? []
      : [
          `### ${title}`,
          table(
            tables[0]!.actor === null ? ['Group', 'Most key first'] : ['Actor', 'Group', 'Most key first'],
            tables.map(({ group, name, actor, rows }) => [
              ...(actor === null ? [] : [cell(name ?? actor)]),
              cell(group),
              rows.slice(0, WORDS_SHOWN).map(word).join(', ') || '–',
            ]),
          ),
        ];
  if (keyness.words.length === 0) return [];
  return [
    '## Words',
    'With the conservative Log Ratio: doublings that remain at the near end of the 95% interval after correction.',
    ...part('Words', keyness.words),
    ...part('Hedges', keyness.hedges),
    ...part('The company an actor keeps', keyness.collocates),
  ];
}
