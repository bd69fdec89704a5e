/** `hedgerow slurm`: writes the scripts of a Slurm array job. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusFrom, corpusOptions } from '../corpus-options.js';
import { optionsToArgv } from '../options-to-argv.js';
import { selectionOptions } from '../selection-options.js';
import { stageOptions, stageOptionsFrom } from '../stage-options.js';
import { printable } from '../terminal.js';

export const slurm = defineCommand({
  usage: 'slurm <input..>',
  summary: 'Analyse a corpus as a Slurm job array, one share a task, and join the shares',
  positionals: {
    input: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Files, folders or globs, on a disk that all nodes see',
    },
  },
  options: {
    out: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'Folder of the analysis, on a disk that all nodes see; scripts and logs go to its slurm/',
    },
    tasks: { type: 'number', demandOption: true, requiresArg: true, describe: 'Shares, and array tasks' },
    cpus: { type: 'number', default: 2, describe: 'Cores and worker threads of each task' },
    memory: { type: 'string', default: '2G', describe: 'Memory of each task, as sbatch --mem takes it' },
    time: { type: 'string', default: '08:00:00', describe: 'Time limit of each task' },
    sbatch: {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: 'A further option of sbatch, such as --sbatch=--partition=long (repeatable)',
    },
    'dry-run': { type: 'boolean', default: false, describe: 'Write the scripts and submit nothing' },
    format: {
      type: 'string',
      choices: ['parquet', 'arrow', 'jsonl'] as const,
      describe: 'Of the parts: parquet (default), arrow or jsonl',
    },
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow slurm archive.jsonl.gz --out /scratch/me/analysis --tasks 32', '32 tasks of 2 cores, joined'],
    ['hedgerow slurm archive/ --out analysis --tasks 100 --sbatch=--partition=long --dry-run', 'look first'],
  ],
  async run(values): Promise<ExitStatus> {
    if (!Number.isInteger(values.tasks) || values.tasks < 1)
      throw new UserError({
        what: '--tasks is a whole number from 1',
        remedy: 'Say --tasks 32, for instance.',
      });
    if (values.input.includes('-')) {
      throw new UserError({
        what: 'standard input cannot be read by the tasks of an array',
        remedy: 'Put the corpus into a file on a disk that all nodes see.',
      });
    }
    const bad = values.sbatch.find((option) => !/^-[^\n\r]*$/.test(option));
    if (bad !== undefined)
      throw new UserError({ what: `'${bad}' is not an option of sbatch`, where: '--sbatch' });
    // Mistakes in the corpus and the options show here, not in a hundred logs.
    const { planStages } = await import('../../stages/plan.js');
    planStages({ stageOptions: stageOptionsFrom(values) });
    await corpusFrom(values.input, values);
    const { arrayScript, joinScript } = await import('../../pipeline/cluster/slurm/scripts.js');
    const { makeFolder, writeWhole } = await import('../../base/output-file.js');
    const out = resolve(values.out);
    const folder = join(out, 'slurm');
    makeFolder(folder);
    const job = {
      out,
      folder,
      tasks: values.tasks,
      hedgerow: [process.execPath, resolve(process.argv[1]!)],
      analyse: [
        ...values.input,
        ...optionsToArgv(values, {
          ...selectionOptions,
          ...stageOptions,
          ...corpusOptions,
          format: {},
        }),
      ],
      directory: process.cwd(),
      cpus: values.cpus,
      memory: values.memory,
      time: values.time,
      sbatch: values.sbatch,
    };
    const array = join(folder, 'array.sh');
    const joining = join(folder, 'join.sh');
    writeWhole(array, arrayScript(job));
    writeWhole(joining, joinScript(job));
    if (values['dry-run']) {
      process.stderr.write(
        `Written: ${printable(array)} and join.sh beside it. To submit:\n  id=$(sbatch --parsable ${printable(array)})\n  sbatch --dependency=afterok:$id --kill-on-invalid-dep=yes ${printable(joining)}\n`,
      );
      return 0;
    }
    const id = submit([array]);
    const joinId = submit([`--dependency=afterok:${id}`, '--kill-on-invalid-dep=yes', joining]);
    process.stderr.write(
      `Submitted: array job ${id} of ${values.tasks} tasks, and job ${joinId} that joins them into ${printable(out)}.\n` +
        `Watch with 'squeue --job ${id},${joinId}'; logs are in ${printable(folder)}. If tasks fail, the same command goes on where they stopped.\n`,
    );
    return 0;
  },
});

function submit(words: readonly string[]): string {
  try {
    const printed = execFileSync('sbatch', ['--parsable', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return printed.trim().split(';')[0]!;
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    throw new UserError({
      what: code === 'ENOENT' ? 'sbatch is not on this machine' : 'Slurm did not take the job',
      ...(code === 'ENOENT' || !stderr ? {} : { why: stderr.trim().split('\n')[0]! }),
      where: existsSync(words.at(-1)!) ? words.at(-1)! : 'sbatch',
      remedy:
        code === 'ENOENT'
          ? 'Run this on a login node of the cluster, or write the scripts only with --dry-run.'
          : 'Mend it with --memory, --time, --cpus or --sbatch and run the command again.',
    });
  }
}
