/** `hedgerow train`: trains a model on the user's own coded texts. */
import { UserError } from '../../base/user-error.js';
import { defineCommand } from '../command.js';
import { printable } from '../terminal.js';

export const train = defineCommand({
  usage: 'train <what> <labels>',
  summary: 'Train a model of frames from your own hand-coded texts, and measure it by cross-validation',
  positionals: {
    what: {
      type: 'string',
      choices: ['frames'] as const,
      demandOption: true,
      describe: 'What to train: frames',
    },
    labels: { type: 'string', demandOption: true, describe: 'Coded texts: CSV or JSON lines' },
  },
  options: {
    codebook: {
      type: 'string',
      requiresArg: true,
      describe: 'Codebook that names the frames (default: the labels that occur)',
    },
    out: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'Folder for the model; then --codebook FOLDER uses it',
    },
    folds: { type: 'number', default: 5, describe: 'Folds of the cross-validation, at least 3' },
    by: {
      type: 'string',
      choices: ['document', 'outlet'] as const,
      default: 'document' as const,
      describe: 'What is kept whole in one fold',
    },
    model: {
      type: 'string',
      choices: ['fast', 'accurate'] as const,
      default: 'fast' as const,
      describe:
        "fast: words and cues; accurate: a pretrained encoder's states too, which needs the packages hedgerow-encoder and onnxruntime-node",
    },
    name: { type: 'string', requiresArg: true, describe: "The resulting codebook's name" },
    seed: { type: 'number', default: 1, describe: 'Seed of the folds and the bootstrap' },
    resamples: { type: 'number', default: 1000, describe: 'Bootstrap resamples for the intervals' },
    suggest: {
      type: 'number',
      requiresArg: true,
      describe: 'List so many of the --uncoded texts to code next, by expected gain',
    },
    uncoded: {
      type: 'string',
      requiresArg: true,
      describe: 'Uncoded texts to choose from, for --suggest: JSON lines with id and text',
    },
    json: { type: 'boolean', default: false, describe: 'Print the report as JSON' },
  },
  examples: [
    [
      'hedgerow train frames coded.jsonl --out model --suggest 50 --uncoded rest.jsonl',
      'which texts to code next',
    ],
    [
      'hedgerow train frames coded.csv --codebook frames.yaml --out model',
      'then: hedgerow analyse … --codebook model',
    ],
  ],
  async run(values) {
    const { trainFrames, trainFramesAccurately } = await import('../../training/framing/train-frames.js');
    const { renderTraining } = await import('../../evaluation/training-table.js');
    const { suggest, uncoded } = values;
    if ((suggest === undefined) !== (uncoded === undefined))
      throw new UserError({
        what:
          suggest === undefined
            ? '--uncoded is given without --suggest'
            : '--suggest is given without --uncoded',
        remedy: 'Give both: --suggest 50 --uncoded texts.jsonl.',
      });
    if (suggest !== undefined && !(Number.isInteger(suggest) && suggest > 0))
      throw new UserError({
        what: `--suggest ${suggest} is no number of texts`,
        remedy: 'Give a whole number from 1 on.',
      });
    const train = values.model === 'accurate' ? trainFramesAccurately : trainFrames;
    const report = await train(values.labels, values.codebook ?? null, {
      out: values.out,
      folds: values.folds,
      by: values.by,
      seed: values.seed,
      resamples: values.resamples,
      ...(values.name === undefined ? {} : { name: values.name }),
      ...(suggest === undefined || uncoded === undefined ? {} : { suggest: { count: suggest, uncoded } }),
    });
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : printable(renderTraining(report)),
    );
    process.stderr.write(
      `The model is in ${printable(values.out)}; use it with --codebook ${printable(values.out)}.\n`,
    );
    return 0;
  },
});
