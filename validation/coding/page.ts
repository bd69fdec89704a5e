/** The coding page as one HTML file: works from a folder (file://) and from the server alike. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { escapeHtml as esc, plainText, scriptJson } from '../../base/html-text.js';
import { fromPackageRoot } from '../../base/package-root.js';
import { codePoints } from '../../stages/code-points.js';
import { CANNOT_SAY } from '../study/codes.js';
import type { StudyPlan } from '../study/plan.js';
import type { StudyUnit } from '../study/tables.js';

export const CODING_FOLDER = 'dist/validation/page';

/** What a coder answered, shown without a name in adjudication. */
export interface GivenAnswer {
  readonly coder: string;
  readonly answer: string;
  readonly note: string;
}

export interface CodingPage {
  readonly plan: StudyPlan;
  /** Checksum of the study's first plan: what is kept in a browser is kept under it, over all draws. */
  readonly study: string;
  readonly coder: string;
  readonly units: readonly StudyUnit[];
  readonly served: boolean;
  /** By unit; only in adjudication. */
  readonly given?: ReadonlyMap<string, readonly GivenAnswer[]>;
}

function pageFile(name: 'coding.js' | 'coding.css'): string {
  const path = fromPackageRoot(`${CODING_FOLDER}/${name}`);
  if (!existsSync(path))
    throw new Error(`${CODING_FOLDER}/${name} is not there: run \`npm run build\` first`);
  const text = readFileSync(path, 'utf8');
  // An end tag within would end its element.
  if (/<\/(?:script|style)/i.test(text)) throw new Error(`${name} holds an end tag`);
  return text;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page. Its content security policy allows its own script and style sheet, named by hash, and, where it is served, requests to
 * where it came from: whatever a unit holds, nothing else runs, loads or is sent.
 */
export function renderCodingPage({ plan, study, coder, units, served, given }: CodingPage): string {
  const [style, script] = [pageFile('coding.css'), pageFile('coding.js')];
  const { target } = plan;
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; connect-src ${served ? "'self'" : "'none'"}; img-src data:; base-uri 'none'; form-action 'none'`;
  const answers = [
    ...target.classes.map(({ name, title }, k) => ({ name, title, key: String(k + 1) })),
    { name: CANNOT_SAY, title: CANNOT_SAY, key: '0' },
  ];
  const data = {
    key: `${study.slice(0, 16)}:${coder}`,
    coder,
    title: target.title,
    classes: target.classes,
    spans: target.spans,
    served,
    units: units.map((unit) => {
      const { toUtf16 } = codePoints(unit.text);
      return {
        unit: unit.unit,
        before: plainText(unit.before),
        text: plainText(unit.text),
        after: plainText(unit.after),
        mark: unit.mark_start === null ? null : [toUtf16(unit.mark_start), toUtf16(unit.mark_end!)],
        ...(given === undefined ? {} : { given: given.get(unit.unit) ?? [] }),
      };
    }),
  };
  const title = `${given === undefined ? 'Coding' : 'Adjudication'}: ${target.title}`;
  const keys: readonly (readonly [string, string])[] = [
    ...answers.map(({ key, title: what }) => [key, what] as const),
    ['u', 'undo'],
    ['← →', 'previous, next'],
    ['g', 'next that is open'],
    ...(target.spans === null
      ? []
      : ([['m', `mark ${target.spans}: arrows move, space marks, Enter ends`]] as const)),
    ['n', 'note; Escape ends'],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<meta name="referrer" content="no-referrer">
<title>${esc(title)} – Hedgerow</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#unit">To the unit</a>
<header><h1>${esc(title)}</h1><p>Coder <bdi>${esc(coder)}</bdi></p><p id="place"></p><p id="done"></p><progress id="progress" max="${units.length}" value="0" aria-label="Units coded"></progress><p id="pace"></p><p id="saved">Saved</p></header>
<main>
<section id="unit" tabindex="-1" aria-label="Unit">
<p class="context" id="before"></p>
<p id="text"${target.spans === null ? '' : ` role="group" aria-label="The ${esc(target.unit)}; mark ${esc(target.spans)}"`}></p>
<p class="context" id="after"></p>
<h2 id="question">${esc(target.question)}</h2>
<ul id="given" aria-label="Answers of the coders"></ul>
<div class="bar" role="group" aria-labelledby="question">${answers
    .map(
      ({ name, title: what, key }) =>
        `<button type="button" data-answer="${esc(name)}" data-title="${esc(what)}" data-key="${key}" aria-pressed="false" aria-keyshortcuts="${key}"><kbd>${key}</kbd> ${esc(what)}</button>`,
    )
    .join('')}</div>
<label for="note">Note</label><textarea id="note" maxlength="10000"></textarea>
<div class="bar"><button type="button" id="previous">Previous</button><button type="button" id="next">Next</button><button type="button" id="open">Next open</button><button type="button" id="undo" disabled>Undo</button><button type="button" id="download">Download codes</button></div>
<p id="status" role="status" aria-live="polite"></p>
</section>
<aside aria-labelledby="codebook"><h2 id="codebook">Codebook</h2>${target.codebook.map((paragraph) => `<p>${esc(paragraph)}</p>`).join('\n')}
<h2>Keys</h2><dl>${keys.map(([key, what]) => `<dt><kbd>${esc(key)}</kbd></dt><dd>${esc(what)}</dd>`).join('')}</dl>
${served ? '' : `<p>The codes are kept in this browser. When you are done, download them and hand over <code>${esc(coder)}.jsonl</code>.</p>`}</aside>
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}
