/** `hedgerow evaluate`: scores a stage against labelled data. */
import { UserError } from '../../base/user-error.js';
import { SENTIMENT_MODELS } from '../../stages/sentiment/models/model-registry.js';
import { defineCommand } from '../command.js';
import { printable } from '../terminal.js';
import { writeResult } from '../write-file.js';

export const evaluate = defineCommand({
  usage: 'evaluate <task> [gold]',
  summary: "Score a stage on hand-labelled data, by the metric of the task's literature",
  positionals: {
    task: {
      type: 'string',
      describe: 'hedges, attribution, actors, sentiment or frames',
      demandOption: true,
    },
    gold: { type: 'string', describe: 'JSON lines, one labelled text a line' },
  },
  options: {
    predictions: { type: 'string', describe: "Write the answers in the gold's own form to this file" },
    json: { type: 'boolean', default: false, describe: 'Print the scores as JSON' },
    scheme: {
      type: 'string',
      choices: ['commentary', 'szeged', 'conll', 'polnear'],
      describe: 'hedges, attribution: the annotation scheme (commentary by default)',
    },
    codebook: {
      type: 'string',
      describe: 'frames: policy, generic, functions, a codebook file or a model folder',
    },
    checklist: {
      type: 'string',
      requiresArg: true,
      describe: 'sentiment: composed sentences by kind of difficulty, in place of a gold file',
    },
    model: {
      type: 'string',
      choices: SENTIMENT_MODELS,
      describe:
        'attribution, hedges, sentiment: whose answers --predictions holds; all models that are installed are scored (articles: only this one and fast)',
    },
    'baseline-train': {
      type: 'string',
      describe:
        'Fit learned baselines on this gold file (by default they are cross-validated on the one scored)',
    },
    accuracy: {
      type: 'string',
      requiresArg: true,
      describe: 'Write the figures into this accuracy.json of a stage, where it asks for them',
    },
    resamples: { type: 'number', default: 1000, describe: 'Bootstrap resamples for the intervals' },
    seed: { type: 'number', default: 1, describe: 'Seed of the bootstrap and of the folds' },
  },
  examples: [
    ['hedgerow evaluate hedges sample.jsonl', 'your own hand-coded sample'],
    [
      'hedgerow evaluate hedges gold/hedges/a.dev.jsonl --accuracy stages/hedging/accuracy.json',
      "into the stage's measured accuracy",
    ],
    ['hedgerow evaluate sentiment --checklist composed.jsonl', 'by kind of difficulty'],
    ['hedgerow evaluate frames coded.jsonl --codebook generic --json', 'as JSON'],
  ],
  async run(values) {
    const { checklistOf, evaluateTask, readGold, taskNamed } = await import('../../evaluation/evaluate.js');
    const { renderEvaluation } = await import('../../evaluation/table.js');
    const task = values.checklist === undefined ? taskNamed(values.task) : checklistOf(values.task);
    const path = values.checklist ?? values.gold;
    if (path === undefined || (values.checklist !== undefined && values.gold !== undefined))
      throw new UserError({
        what:
          path === undefined
            ? 'there is nothing to evaluate on'
            : 'both a gold file and a checklist are given',
        remedy:
          'Give one of them: hedgerow evaluate TASK GOLD.jsonl, or hedgerow evaluate sentiment --checklist FILE.',
      });
    const rows = readGold(task, path);
    const baselineTrain = values['baseline-train'];
    const output = await evaluateTask(task, rows, {
      seed: values.seed,
      resamples: values.resamples,
      ...(values.model === undefined ? {} : { model: values.model }),
      ...(values.scheme === undefined ? {} : { scheme: values.scheme }),
      ...(values.codebook === undefined ? {} : { codebook: values.codebook }),
      ...(baselineTrain === undefined ? {} : { baselineTrain: readGold(task, baselineTrain) }),
    });
    if (values.predictions !== undefined) {
      writeResult(values.predictions, output.predictions.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
    if (values.accuracy !== undefined) {
      const { accuracyJson, goldName, readAccuracyFile, withFigures } = await import(
        '../../evaluation/accuracy-file.js'
      );
      const { stageNamed } = await import('../../stages/plan.js');
      const { scheme, codebook, model } = values;
      const options = Object.entries({ scheme, codebook, model }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const evaluated = {
        gold: goldName(path),
        options: Object.fromEntries(options),
        version: stageNamed(task.stages.at(-1)!).version,
        evaluation: output.evaluation,
      };
      const entries = withFigures(readAccuracyFile(values.accuracy), evaluated, values.accuracy);
      writeResult(values.accuracy, accuracyJson(entries));
    }
    process.stdout.write(
      values.json
        ? `${JSON.stringify(output.evaluation, null, 2)}\n`
        : printable(renderEvaluation(output.evaluation)),
    );
    return 0;
  },
});
