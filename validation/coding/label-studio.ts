/** Label Studio: tasks and labelling interface of a study, and the annotations read back from its JSON export. */
import { z } from 'zod';
import { escapeHtml } from '../../base/html-text.js';
import { UserError } from '../../base/user-error.js';
import { codePoints } from '../../stages/code-points.js';
import { CANNOT_SAY, type Code } from '../study/codes.js';
import type { StudyTarget } from '../study/plan.js';
import type { StudyUnit } from '../study/tables.js';

/** https://labelstud.io/guide/tasks: one task a unit; nothing of where it is from. */
export function labelStudioTasks(units: readonly StudyUnit[]): string {
  const tasks = units.map(({ unit, before, text, after, mark_start, mark_end }) => ({
    data: {
      unit,
      before,
      text,
      after,
      about: mark_start === null ? '' : [...text].slice(mark_start, mark_end!).join(''),
    },
  }));
  return `${JSON.stringify(tasks, null, 1)}\n`;
}

/** https://labelstud.io/guide/setup: to be pasted under Settings, Labeling Interface, Code. */
export function labelStudioInterface({ question, classes, spans, codebook }: StudyTarget): string {
  const choice = (name: string): string => `    <Choice value="${escapeHtml(name)}"/>`;
  return `<View>
  <Header value="${escapeHtml(question)}"/>
  <Text name="before" value="$before"/>
${spans === null ? '' : `  <Labels name="span" toName="text"><Label value="span" hint="${escapeHtml(spans)}"/></Labels>\n`}  <Text name="text" value="$text"/>
  <Text name="after" value="$after"/>
  <Header value="$about"/>
  <Choices name="answer" toName="text" choice="single" required="true" showInline="true">
${[...classes.map(({ name }) => name), CANNOT_SAY].map(choice).join('\n')}
  </Choices>
  <TextArea name="note" toName="text" placeholder="Note"/>
${codebook.map((paragraph) => `  <Header size="5" value="${escapeHtml(paragraph)}"/>`).join('\n')}
</View>
`;
}

const result = z.looseObject({
  from_name: z.string(),
  value: z.looseObject({
    choices: z.array(z.string()).optional(),
    start: z.int().optional(),
    end: z.int().optional(),
    text: z.union([z.string(), z.array(z.string())]).optional(),
  }),
});

const exported = z.array(
  z.looseObject({
    data: z.looseObject({ unit: z.string(), text: z.string() }),
    annotations: z.array(z.looseObject({ was_cancelled: z.boolean().optional(), result: z.array(result) })),
  }),
);

/** @throws UserError where it is not its JSON export. */
export function codesFromLabelStudio(value: unknown, where: string): Code[] {
  const parsed = exported.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new UserError({
      what: 'this is not an export of Label Studio with the units of a study',
      where: `${where}, ${issue.path.join('.')}`,
      why: issue.message,
      remedy: 'Export the project as JSON (not JSON-MIN).',
    });
  }
  return parsed.data.flatMap(({ data, annotations }): Code[] => {
    // The last annotation counts, as the last line of a file of codes does.
    const last = annotations.filter(({ was_cancelled }) => was_cancelled !== true).at(-1);
    const answer = last?.result.find(({ from_name }) => from_name === 'answer')?.value.choices?.[0];
    if (last === undefined || answer === undefined) return [];
    const spans = last.result.flatMap(({ from_name, value: { start, end, text } }) =>
      from_name === 'span' && start !== undefined && end !== undefined
        ? [inPoints(data.text, start, end, typeof text === 'string' ? text : undefined)]
        : [],
    );
    const note = last.result.find(({ from_name }) => from_name === 'note')?.value.text;
    const why = (Array.isArray(note) ? note.join(' ') : (note ?? '')).trim();
    return [
      {
        unit: data.unit,
        answer,
        ...(spans.length === 0 ? {} : { spans }),
        ...(why === '' ? {} : { note: why }),
      },
    ];
  });
}

/** Its versions count in UTF-16 units or in code points: what stands there decides. */
function inPoints(text: string, start: number, end: number, said: string | undefined): [number, number] {
  const { fromUtf16 } = codePoints(text);
  return said !== undefined && text.slice(start, end) === said
    ? [fromUtf16(start), fromUtf16(end)]
    : [start, end];
}
