/** What a methods section says of how documents were analysed. */
import { count, counted, listing } from '../base/wording.js';
import { hedgerowVersion } from '../pipeline/store/manifest-key.js';
import type { BaselineDescription } from '../queries/baseline-schema.js';
import type { Citation } from '../stages/stage.js';
import { shortCitation } from './citations.js';
import { DUPLICATES } from './keyness/methods.js';

interface RunStage {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly options?: unknown;
  readonly citations: readonly Pick<Citation, 'key' | 'authors' | 'year' | 'use'>[];
}

function stageList(stages: readonly RunStage[]): string {
  return listing(
    stages.map(
      ({ title, version, options, citations }) =>
        `${title.toLowerCase()} (version ${version}${modelText(options)}${citations.length === 0 ? '' : `; ${citations.map(shortCitation).join(', ')}`})`,
    ),
  );
}

/** The model asked, where the stage has several. */
function modelText(options: unknown): string {
  const model = (options as { model?: unknown } | undefined)?.model;
  return typeof model === 'string' ? `, model: ${model}` : '';
}

function leftOutText({ leftOut }: BaselineDescription): string {
  return leftOut.length === 0
    ? ''
    : `; left out: ${listing(leftOut.map(({ reason, documents }) => `${counted(documents, 'document')} ${reason}`))}`;
}

/** Lines marked as boilerplate, and the documents that have one. */
export interface BoilerplateCount {
  readonly spans: number;
  readonly documents: number;
}

/** What became of boilerplate, given the options of the stage that leaves it out; null: it was not looked for. */
function boilerplateText(stages: readonly RunStage[], found: BoilerplateCount | null, where: string): string {
  if (found === null) return '';
  const stage = stages.find(({ name }) => name === 'tokenising');
  const kept = (stage?.options as { keepBoilerplate?: boolean } | undefined)?.keepBoilerplate === true;
  return ` Boilerplate (lines of their own such as share lines, newsletter prompts, credits and notices, known by their wording or by their repetition within an outlet) was marked and ${kept ? 'measured like the rest' : 'left out of every measure'}: ${counted(found.spans, 'line')}${where}.`;
}

/** How the article was analysed and with what it was compared. */
export function articleMethods(
  stages: readonly RunStage[],
  baseline: BaselineDescription,
  boilerplate: number,
): string[] {
  return [
    `The article was analysed with Hedgerow ${hedgerowVersion()} by these stages: ${stageList(stages)}.${boilerplateText(stages, { spans: boilerplate, documents: 1 }, '')}`,
    `It was compared with ${counted(baseline.documents, 'document')} (${count(baseline.tokens)} words) of ${baseline.title}${leftOutText(baseline)}. ${baseline.note ?? ''}`.trim(),
  ];
}

/** How the compared documents were analysed. */
export function groupMethods(
  stages: readonly RunStage[],
  corpus: BaselineDescription,
  /** Null where an engine or an earlier version left no marks. */
  boilerplate: BoilerplateCount | null,
): string[] {
  return [
    `${count(corpus.documents)} documents of ${corpus.title} were analysed with Hedgerow ${corpus.hedgerow} by these stages: ${stageList(stages)}${leftOutText(corpus)}.${corpus.note === null ? '' : ` ${corpus.note}`}${boilerplateText(stages, boilerplate, boilerplate === null ? '' : ` in ${counted(boilerplate.documents, 'document')} of the corpus`)} ${DUPLICATES} The document is the unit throughout: means of sentiment are means over documents of their means over mentions.`,
  ];
}
