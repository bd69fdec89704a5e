/** Figures corrected for the tool's own errors, from a coded sample; nothing of it is there without `--validation`. */
import { count, counted, listing, pText } from '../../../base/wording.js';
import { differenceName, disagreements } from '../../../validation/corrected/figure-wording.js';
import { type Validation, validationSchema } from '../../../validation/corrected/schema.js';
import { amount, withInterval } from '../../../validation/corrected/terminal.js';
import { FEW_CODED } from '../../../validation/corrected/validation.js';
import type { StatisticsKey } from '../../citations.js';
import { html, type Markup } from '../../html/escape.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import type { Section } from '../../section.js';
import { rowsOf, type Table } from '../../tables.js';

export const shape = {
  validation: validationSchema
    .optional()
    .describe('Figures corrected for the tool’s own errors; only with the option `validation`.'),
};

export interface Validated {
  readonly validation?: Validation | undefined;
}

/** @param about - what is said first, where the report is not about the groups of the study. */
const sectionOf = (about: (given: Validation) => string[]): Section<Validated, object, typeof shape> => ({
  id: 'validation',
  title: 'Corrected for errors',
  shape,
  build: ({ validation: given }) => (given === undefined ? {} : { validation: given }),
  html: ({ validation: given }) =>
    given === undefined ? null : validationHtml(given, [...about(given), ...notes(given)]),
  markdown: ({ validation: given }) =>
    given === undefined ? [] : validationMarkdown(given, [...about(given), ...notes(given)]),
  tables: ({ validation: given }) => (given === undefined ? [] : validationTables(given)),
  methods: ({ validation: given }) => (given === undefined ? [] : validationMethods(given)),
});

export const validation = sectionOf(() => []);

/** Of one article the figures stay as counted, and the section says why. */
export const articleValidation = sectionOf(({ study }) => [
  `The article’s own figures stand as counted. The study says how often the tool errs over many ${study.unit}s of ${study.corpus}, and so corrects the figures of groups; which of the few ${study.unit}s of one article it got wrong no sample of others tells. Read the article’s figures about ${study.title.toLowerCase()} beside the accuracy below: to know them surely, code its ${study.unit}s by hand.`,
]);

const DIFFERENCE = ['Difference', 'As counted', 'Corrected by group', 'With shared errors', 'Once corrected'];
const FIGURE = ['Group', 'Coded', 'As counted', 'Corrected by group', 'With shared errors'];
const ACCURACY = ['Group', 'Class', 'Coded', 'Precision', 'Recall', 'F1', 'Specificity'];

type Figure = Validation['figures'][number];

const share = (given: { value: number | null; interval: readonly [number, number] | null }): string =>
  given.value === null
    ? '–'
    : `${given.value.toFixed(2)}${given.interval === null ? '' : ` [${given.interval[0].toFixed(2)}, ${given.interval[1].toFixed(2)}]`}`;

const figureRows = ({ groups, unit }: Figure): string[][] =>
  groups.map((row) => [
    row.group,
    count(row.coded),
    ...[row.counted, row.corrected, row.shared].map((one) => withInterval(one, unit)),
  ]);

const differenceRows = ({ differences, unit }: Figure): string[][] =>
  differences.map((row) => [
    differenceName(row),
    ...[row.counted, row.corrected, row.shared].map((one) => withInterval(one, unit, true)),
    verdictText(row.verdict),
  ]);

/** Marked where a finding changes its sign or its significance. */
const verdictText = (verdict: string | null): string =>
  verdict === null ? '–' : verdict === 'holds' || verdict === 'unclear in both' ? verdict : `⚠ ${verdict}`;

const accuracyRows = ({ accuracy }: Validation): string[][] =>
  accuracy.map((row) => [
    row.group ?? 'all groups',
    row.class,
    count(row.coded),
    ...[row.precision, row.recall, row.f1, row.specificity].map(share),
  ]);

/** What was coded, by whom, and what to mind. */
function notes(given: Validation): string[] {
  const { study, agreement, equalErrors, figures, borrowed } = given;
  const { percent, alpha, ac1 } = agreement;
  return [
    `${counted(study.coded, study.unit)} of ${count(study.drawn)} drawn from ${study.corpus} ${study.coded === 1 ? 'was' : 'were'} coded blind by ${listing(agreement.coders)}, without sight of ${study.by}, date or the tool’s answer: “${study.question}”${study.cannotSay === 0 ? '' : ` ${count(study.cannotSay)} could not be judged and ${study.cannotSay === 1 ? 'is' : 'are'} left out.`}`,
    percent.units === 0
      ? 'No unit was coded twice: how far coders agree is not known.'
      : `Agreement over ${counted(percent.units, 'unit')} coded twice: Krippendorff’s alpha ${share(alpha)}, Gwet’s AC1 ${share(ac1)}, percent ${share(percent)}.${study.unsettled === 0 ? '' : ` On ${counted(study.unsettled, 'unit')} coders differ and nobody has settled it.`}`,
    ...(borrowed
      ? [
          'Borrowed: the codes are of another analysis. The figures take its errors for those of this corpus, which nothing here can test (Rogan & Gladen 1978).',
        ]
      : [
          equalErrors === null
            ? 'Whether the tool errs alike in all groups cannot be tested with these codes: no figure with shared errors is given.'
            : equalErrors.p < 0.05
              ? `The tool does not err alike in all groups (p ${pText(equalErrors.p)}): figures as counted compare its errors, too, and no figure with shared errors is given.`
              : `That the tool errs alike in all groups is not rejected (p ${pText(equalErrors.p)}): the last column rests on it, and a small sample rejects little.`,
        ]),
    ...disagreements(given),
    ...(!borrowed && figures.some(({ groups }) => groups.some(({ coded }) => coded < FEW_CODED))
      ? [
          `Below ${FEW_CODED} coded units a group the uncorrected figure can have the smaller error, though its interval does not hold the tool’s errors.`,
        ]
      : []),
    'Intervals are 95%, not adjusted for the number of groups.',
  ];
}

function tableHtml(head: readonly string[], rows: readonly (readonly string[])[], label: string): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head.map((title, k) => html`<th scope="col"${k > 0 ? html` class="n"` : ''}>${title}</th>`)}</tr></thead><tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row"><bdi>${first}</bdi></th>${rest.map((text) => html`<td class="n">${text}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

function validationHtml(given: Validation, said: readonly string[]): Markup {
  return html`${said.map((text) => html`<p class="note">${text}</p>`)}
${given.figures.map(
  (figure) => html`<h3>${figure.title} (${figure.unit})</h3>
${tableHtml(FIGURE, figureRows(figure), `${figure.title} by group, three figures`)}
${figure.differences.length === 0 ? '' : tableHtml(DIFFERENCE, differenceRows(figure), `Differences of ${figure.title}`)}`,
)}
<h3>How often the tool is right</h3>
${tableHtml(ACCURACY, accuracyRows(given), 'Accuracy by group')}
${
  given.errors.length === 0
    ? ''
    : html`<details><summary>The costliest errors, with their sentences</summary><ul class="refs">${given.errors.map(
        (error) =>
          html`<li><bdi>${error.group}</bdi>: the tool says ${error.predicted}, coded ${error.coded}; it stands for ${count(error.weight)} ${given.study.unit}s.<br><bdi>${error.text.length > 600 ? `${error.text.slice(0, 600)}…` : error.text}</bdi></li>`,
      )}</ul></details>`
}`;
}

function validationMarkdown(given: Validation, said: readonly string[]): string[] {
  return [
    '## Corrected for errors',
    ...said.map((text) => cell(text)),
    ...given.figures.flatMap((figure) => [
      `### ${cell(figure.title)} (${cell(figure.unit)})`,
      table(
        FIGURE,
        figureRows(figure).map((row) => row.map((text) => cell(text))),
      ),
      ...(figure.differences.length === 0
        ? []
        : [
            table(
              DIFFERENCE,
              differenceRows(figure).map((row) => row.map((text) => cell(text))),
            ),
          ]),
    ]),
    table(
      ACCURACY,
      accuracyRows(given).map((row) => row.map((text) => cell(text))),
    ),
  ];
}

function validationTables({ figures, accuracy, calibration, errors }: Validation): Table[] {
  return [
    {
      name: 'corrected',
      rows: figures.flatMap(({ groups, key, title, unit }) =>
        rowsOf(groups, () => ({ figure: key, title, unit })),
      ),
    },
    {
      name: 'corrected-differences',
      rows: figures.flatMap(({ differences, key, title, unit }) =>
        rowsOf(differences, () => ({ figure: key, title, unit })),
      ),
    },
    { name: 'accuracy', rows: rowsOf(accuracy) },
    { name: 'calibration', rows: rowsOf(calibration) },
    { name: 'errors', rows: rowsOf(errors) },
  ];
}

function validationMethods({ study, borrowed }: Validation): string[] {
  return [
    borrowed
      ? `Corrected figures: the errors found in another coded sample (${study.title}, plan ${study.plan.slice(0, 16)}) were taken for those of this corpus: true shares are M⁻¹ p, M the shares of predicted by true class (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510), with Monte Carlo intervals over the codes. Agreement: Krippendorff (2011), Gwet (2008, doi:10.1348/000711006X126600).`
      : `Corrected figures: ${count(study.drawn)} ${study.unit}s were drawn at random within strata of ${study.by} by predicted class (Neyman 1934, doi:10.2307/2342192; plan ${study.plan.slice(0, 16)}) and coded blind. A group’s figure is the difference estimator over its strata, the design-based estimator of Egami et al. (2023, arXiv:2306.04746) and prediction-powered inference with tuned weight (Angelopoulos et al. 2023, arXiv:2311.01453); its interval joins exact intervals of the strata (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404; Zou & Donner 2008, doi:10.1002/sim.3095) with the variation between documents (Liang & Zeger 1986, doi:10.1093/biomet/73.1.13). With shared errors: M⁻¹ p (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510), given where Cochran’s Q (1954, doi:10.2307/3001666), its distribution by parametric bootstrap (Davison & Hinkley 1997, doi:10.1017/CBO9780511802843), does not reject equal errors. Agreement: Krippendorff (2011), Gwet (2008, doi:10.1348/000711006X126600).`,
  ];
}

/** The publications behind the methods that the section names; none without the option. */
export function validationCitations(given: Validation | undefined): readonly StatisticsKey[] {
  if (given === undefined) return [];
  const agreement = ['krippendorff2011', 'gwet2008'] as const;
  if (given.borrowed) return ['rogan1978', ...agreement];
  return [
    'neyman1934',
    'egami2023',
    'angelopoulos2023',
    'clopper1934',
    'zou2008',
    'liang1986',
    'rogan1978',
    'cochran1954',
    'davison1997',
    ...agreement,
  ];
}

/** What the opening says of corrected figures: the first figure of the study. */
export function correctedSentence(given: Validation | undefined): string | null {
  const figure = given?.figures[0];
  if (given === undefined || figure === undefined) return null;
  const known = figure.groups.filter(({ corrected, shared }) => (corrected ?? shared) !== null);
  if (known.length === 0) return null;
  const shown = known.slice(0, 3).map(({ group, counted: as, corrected, shared }) => {
    const value = withInterval(corrected ?? shared, figure.unit);
    return `${group} ${value}, as counted ${amount(as.value, figure.unit)}`;
  });
  const verdicts = figure.differences.flatMap(({ corrected, verdict, ...row }) =>
    verdict === null || corrected === null
      ? []
      : [{ text: `${differenceName(row)} ${withInterval(corrected, figure.unit, true)}`, verdict }],
  );
  const changed = verdicts.filter(({ verdict }) => verdict !== 'holds' && verdict !== 'unclear in both');
  const said =
    verdicts.length === 0
      ? ''
      : changed.length === 0
        ? ` No difference of the counted figures changes sign or clarity${verdicts.length === 1 ? ` (${verdicts[0]!.text}: ${verdicts[0]!.verdict})` : ''}.`
        : ` ${counted(changed.length, 'difference')} ${changed.length === 1 ? 'changes' : 'change'}: ${changed.map(({ text, verdict }) => `${text}, ${verdict}`).join('; ')}.`;
  return `Corrected for the tool’s errors ${given.borrowed ? 'as another coded sample shows them' : `by ${counted(given.study.coded, `coded ${given.study.unit}`)}`}, ${figure.title.toLowerCase()}: ${listing(shown)}${known.length > 3 ? `, and ${count(known.length - 3)} more` : ''}.${said}`;
}

interface Claimed {
  readonly subject: { readonly kind: string; readonly key: string; readonly group: string } | null;
  readonly certainty: 'firm' | 'likely' | 'unclear' | 'none';
  readonly reasons: string[];
  readonly sentence: string;
}

/** Claims of measures that the study is about, each with what becomes of it once corrected. */
export function correctedClaims<Claim extends Claimed>(
  claims: Claim[],
  given: Validation | undefined,
): Claim[] {
  if (given === undefined || given.borrowed) return claims;
  const about = new RegExp(given.study.measures);
  return claims.map((claim) => {
    const { subject } = claim;
    if (subject === null || subject.kind !== 'measure' || !about.test(subject.key)) return claim;
    const found = given.figures[0]?.differences.find(
      ({ group, from }) => group === subject.group || from === subject.group,
    );
    if (found === undefined || found.verdict === null) return claim;
    const holds = found.verdict === 'holds';
    const what = `corrected for the tool’s errors the difference in ${given.figures[0]!.title.toLowerCase()} ${holds ? 'holds' : found.verdict === 'changes sign' ? 'changes sign' : found.verdict === 'becomes clear' ? 'becomes clear' : found.verdict === 'no longer clear' ? 'is no longer clear' : 'is not clear'}`;
    const doubtful = !holds && found.verdict !== 'becomes clear';
    return {
      ...claim,
      reasons: [...claim.reasons, what],
      ...(doubtful
        ? { certainty: 'unclear', sentence: `${claim.sentence.replace(/\.$/, '')}; ${what}.` }
        : {}),
    };
  });
}
