/** What a coder works with: the units that are theirs, in each of the forms, and codes taken back from them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';
import { ADJUDICATOR, appendCodes, type Code, codeSchema, codesFile, readCodes } from '../study/codes.js';
import { drawFile, type StudyPlan } from '../study/plan.js';
import { checkCodes, codersOf, codesOf, disputedUnits, type Study } from '../study/study.js';
import type { StudyUnit } from '../study/tables.js';
import { codesFromLabelStudio, labelStudioInterface, labelStudioTasks } from './label-studio.js';
import { type GivenAnswer, renderCodingPage } from './page.js';
import { codesFromCsv, unitsCsv } from './spreadsheet.js';
import { codesFromWebAnno, unitsWebAnno, WEBANNO_LAYER } from './webanno.js';

/** @throws UserError where the study has no such coder. */
export function unitsOfCoder(study: Study, coder: string): readonly StudyUnit[] {
  if (coder === ADJUDICATOR) {
    const disputed = new Set(disputedUnits(study));
    return study.units.filter(({ unit }) => disputed.has(unit));
  }
  const own = study.units.filter(({ coders }) => coders.split(' ').includes(coder));
  if (own.length > 0) return own;
  throw new UserError({
    what: `this study has no coder '${coder}'`,
    where: '--coder',
    remedy: `Its coders are: ${codersOf(study).join(', ')}.`,
  });
}

/** The page of a coder, of one draw or of all. */
export function codingPage(study: Study, coder: string, served: boolean, draw?: StudyPlan): string {
  const all = unitsOfCoder(study, coder);
  const of = draw === undefined ? all : all.filter(({ unit }) => unitsOfDraw(study, draw).has(unit));
  return renderCodingPage({
    plan: study.plan,
    study: study.plans[0]!.sha256,
    coder,
    units: of,
    served,
    ...(coder === ADJUDICATOR ? { given: givenAnswers(study) } : {}),
  });
}

/** Coders are letters here: who settles a question should not know whose answer is whose. */
function givenAnswers(study: Study): ReadonlyMap<string, readonly GivenAnswer[]> {
  const all = codersOf(study).map((coder) => codesOf(study, coder));
  return new Map(
    study.units.map(({ unit }) => [
      unit,
      all.flatMap((codes, k): GivenAnswer[] => {
        const code = codes.get(unit);
        return code === undefined
          ? []
          : [{ coder: `Coder ${String.fromCharCode(65 + k)}`, answer: code.answer, note: code.note ?? '' }];
      }),
    ]),
  );
}

function unitsOfDraw(study: Study, { draw }: StudyPlan): ReadonlySet<string> {
  const upTo = (last: number): number =>
    study.plans
      .filter((plan) => plan.draw <= last)
      .reduce((sum, plan) => sum + plan.strata.reduce((n, { drawn }) => n + drawn, 0), 0);
  return new Set(study.units.slice(upTo(draw - 1), upTo(draw)).map(({ unit }) => unit));
}

/** The page and the spreadsheet of every coder, of the last draw: `c1.html`, `c1.csv`; of the second draw `c1-2.html`. */
export function writeForms(study: Study): readonly string[] {
  const { plan, folder } = study;
  const drawn = unitsOfDraw(study, plan);
  return plan.coders.flatMap((coder) => {
    const own = unitsOfCoder(study, coder).filter(({ unit }) => drawn.has(unit));
    const page = join(folder, drawFile(`${coder}.html`, plan.draw));
    const sheet = join(folder, drawFile(`${coder}.csv`, plan.draw));
    writeWhole(page, codingPage(study, coder, false, plan));
    writeWhole(sheet, unitsCsv(own, plan.target));
    return [page, sheet];
  });
}

/** Forms for other programs, written beside the coder's page. */
export const FORMATS = ['html', 'csv', 'label-studio', 'inception'] as const;

/** Writes all units of a coder in one form. @returns the files. */
export function writeForm(study: Study, coder: string, format: (typeof FORMATS)[number]): readonly string[] {
  const { folder, plan } = study;
  const units = unitsOfCoder(study, coder);
  const file = (name: string, content: string): string => {
    makeFolder(folder);
    const path = join(folder, name);
    writeWhole(path, content);
    return path;
  };
  if (format === 'html') return [file(`${coder}.all.html`, codingPage(study, coder, false))];
  if (format === 'csv') return [file(`${coder}.all.csv`, unitsCsv(units, plan.target))];
  if (format === 'inception') return [file(`${coder}.inception.tsv`, unitsWebAnno(units))];
  return [
    file(`${coder}.label-studio.json`, labelStudioTasks(units)),
    file(`${coder}.label-studio.xml`, labelStudioInterface(plan.target)),
  ];
}

export const INCEPTION_LAYER = WEBANNO_LAYER;

/** Keeps codes that come from a page; those that stand already are not added again. */
export function keepCodes(study: Study, coder: string, codes: readonly Code[]): number {
  const path = codesFile(study.folder, coder);
  checkCodes(study, codes, coder);
  const own = new Set(unitsOfCoder(study, coder).map(({ unit }) => unit));
  const foreign = codes.find(({ unit }) => !own.has(unit));
  if (foreign !== undefined)
    throw new UserError({
      what: `the unit '${foreign.unit}' is not ${coder}'s to code`,
      where: path,
      remedy: 'Say whose codes they are with --coder.',
    });
  const lineOf = (code: Code): string =>
    JSON.stringify([code.unit, code.answer, code.spans ?? [], code.note ?? '', code.at ?? '']);
  const known = new Set(readCodes(path).map(lineOf));
  // What came without a time is the same as what stands.
  const standing = coder === ADJUDICATOR ? new Map() : codesOf(study, coder);
  const fresh = codes.filter((code) => {
    if (code.at !== undefined) return !known.has(lineOf(code));
    const stands = standing.get(code.unit) as Code | undefined;
    return stands === undefined || lineOf({ ...stands, at: undefined } as Code) !== lineOf(code);
  });
  appendCodes(path, fresh);
  return fresh.length;
}

export interface Added {
  readonly kind: 'codes' | 'corrections';
  readonly read: number;
  readonly added: number;
}

/** What readers marked as wrong in a report: no random sample, so it is shown with the errors and counted in no estimate. */
export const CORRECTIONS_FILE = 'corrections.jsonl';

/**
 * Takes a file into a study: codes downloaded from the page, a filled-in spreadsheet, an export of Label Studio or INCEpTION, or the
 * corrections downloaded from a report.
 *
 * @throws UserError where it is none of these, or of another study.
 */
export function addFile(study: Study, path: string, coder: string | undefined): Added {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UserError({
      what: 'the file cannot be read',
      where: path,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give a file of codes or corrections.',
    });
  }
  const first = content.trimStart();
  if (first.startsWith('{') && /"verdict"\s*:\s*"wrong"/.test(first.split('\n')[0]!))
    return addCorrections(study, content);
  const whose = coder ?? coderNamed(study, path);
  const codes = first.startsWith('#FORMAT=WebAnno')
    ? codesFromWebAnno(content, study.units, path)
    : first.startsWith('[')
      ? codesFromLabelStudio(parsedJson(content, path), path)
      : first.startsWith('{')
        ? codesFromLines(content, path)
        : codesFromCsv(content, path);
  return { kind: 'codes', read: codes.length, added: keepCodes(study, whose, codes) };
}

/** The coder whose name the file begins with. */
function coderNamed(study: Study, path: string): string {
  const name = path.split(/[\\/]/).at(-1)!;
  const coders = [...codersOf(study), ADJUDICATOR].filter((coder) => name.startsWith(coder));
  const [found] = coders.sort((a, b) => b.length - a.length);
  if (found !== undefined) return found;
  throw new UserError({
    what: 'it is not known whose codes these are',
    where: path,
    remedy: `Say it with --coder: ${codersOf(study).join(', ')}.`,
  });
}

function parsedJson(content: string, where: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UserError({
      what: 'the file is not whole JSON',
      where,
      why: (error as Error).message,
      remedy: 'Export it again.',
    });
  }
}

function codesFromLines(content: string, where: string): Code[] {
  return content.split('\n').flatMap((line, i): Code[] => {
    if (line.trim() === '') return [];
    const parsed = codeSchema.safeParse(parsedJson(line, `${where}, line ${i + 1}`));
    if (parsed.success) return [parsed.data];
    throw new UserError({
      what: 'a line is no code',
      where: `${where}, line ${i + 1}`,
      why: parsed.error.issues[0]!.message,
      remedy: 'Give the file that the coding page downloads, or that stands in codes/.',
    });
  });
}

function addCorrections(study: Study, content: string): Added {
  const path = join(study.folder, CORRECTIONS_FILE);
  const before = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const fresh = lines.filter((line) => !before.has(line));
  writeWhole(
    path,
    [...before, ...fresh]
      .filter((line) => line !== '')
      .map((line) => `${line}\n`)
      .join(''),
  );
  return { kind: 'corrections', read: lines.length, added: fresh.length };
}
