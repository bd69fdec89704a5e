/** Runs an evaluation: finds the task, reads the gold, scores. */
import { readFileSync } from 'node:fs';
import { nearestName, UserError } from '../base/user-error.js';
import { plainDocument } from '../corpora/document.js';
import { loadPlan, planStages } from '../stages/plan.js';
import type { EvaluationOptions, EvaluationTask, GoldRow, TaskOutput } from './evaluation.js';
import { sentimentChecklist } from './sentiment-checklist.js';
import { TASKS } from './tasks.js';

/** @throws UserError when there is no such task. */
export function taskNamed(name: string): EvaluationTask {
  const task = TASKS.find((candidate) => candidate.name === name);
  if (task !== undefined) return task;
  const names = TASKS.map((candidate) => candidate.name);
  const near = nearestName(name, names);
  throw new UserError({
    what: `there is no evaluation task '${name}'`,
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `The tasks are: ${names.join(', ')}.`,
  });
}

/** @throws UserError where the task has no checklist. */
export function checklistOf(name: string): EvaluationTask {
  if (taskNamed(name).name === sentimentChecklist.name) return sentimentChecklist;
  throw new UserError({
    what: `the task '${name}' takes no checklist`,
    where: 'the option `checklist`',
    remedy: `Only ${sentimentChecklist.name} does.`,
  });
}

/**
 * Reads a gold file and checks every line.
 *
 * @throws UserError naming the file and line of the first fault.
 */
export function readGold(task: EvaluationTask, path: string): GoldRow[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UserError({
      what: 'the gold file cannot be read',
      where: path,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give the path of a JSON lines file.',
    });
  }
  const rows: GoldRow[] = [];
  content.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      throw new UserError({
        what: 'a line of the gold file is not JSON',
        where: `${path}, line ${i + 1}`,
        why: (error as Error).message,
        remedy: 'Each line holds one JSON object.',
      });
    }
    rows.push(task.check(row, i + 1, path));
  });
  if (rows.length === 0) {
    throw new UserError({ what: 'the gold file has no rows', where: path, remedy: task.description });
  }
  return rows;
}

/** Runs the stages that the task needs over the gold texts and scores them. */
export async function evaluateTask(
  task: EvaluationTask,
  rows: readonly GoldRow[],
  options: EvaluationOptions,
): Promise<TaskOutput> {
  const annotate = await loadPlan(
    planStages({ stageOptions: task.stageOptions(options), stages: task.stages }),
  );
  return task.run(rows, (text, id) => annotate(plainDocument(id, text)), options);
}
