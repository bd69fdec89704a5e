/** What a Slurm job array needs to know to analyse a corpus in shares. */
export interface SlurmJob {
  /** Absolute path of the analysis folder, on a disk that all nodes see. */
  readonly out: string;
  /** Absolute path of the folder for scripts and logs. */
  readonly folder: string;
  /** Shares, and tasks of the array. */
  readonly tasks: number;
  /** The `hedgerow` command and its first words. */
  readonly hedgerow: readonly string[];
  /** Arguments of `hedgerow analyse`, without --out and --shard. */
  readonly analyse: readonly string[];
  /** Where the user's relative paths begin. */
  readonly directory: string;
  readonly cpus: number;
  readonly memory: string;
  readonly time: string;
  /** Further options of sbatch: `--partition=long`. */
  readonly sbatch: readonly string[];
}

/** A word as a POSIX shell reads it back, whatever it holds. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

const command = (words: readonly string[]): string => words.map(shellWord).join(' ');

function head(name: string, job: SlurmJob, options: readonly string[]): string {
  return [
    '#!/bin/bash',
    ...[`--job-name=${name}`, ...options, ...job.sbatch].map((option) => `#SBATCH ${option}`),
    'set -u',
    `cd ${shellWord(job.directory)}`,
  ].join('\n');
}

/**
 * The array: each task analyses one share. Exit status 1 says that there were rejects, which is no failure of
 * the task. A task whose node dies is put back into the queue by Slurm and goes on where it was.
 */
export function arrayScript(job: SlurmJob): string {
  const options = [
    `--array=1-${job.tasks}`,
    `--cpus-per-task=${job.cpus}`,
    `--mem=${job.memory}`,
    `--time=${job.time}`,
    '--requeue',
    '--open-mode=append',
    `--output=${job.folder}/task-%a.log`,
  ];
  const words = [...job.hedgerow, 'analyse', ...job.analyse, '--out', job.out, '--workers', `${job.cpus}`];
  return `${head('hedgerow', job, options)}
${command(words)} --shard "$SLURM_ARRAY_TASK_ID/${job.tasks}"
status=$?
[ "$status" -eq 1 ] && exit 0
exit "$status"
`;
}

/** The join, which waits for all tasks of the array. */
export function joinScript(job: SlurmJob): string {
  const options = ['--cpus-per-task=1', '--mem=2G', '--time=01:00:00', `--output=${job.folder}/join.log`];
  return `${head('hedgerow-join', job, options)}
${command([...job.hedgerow, 'join', job.out])}
status=$?
[ "$status" -eq 1 ] && exit 0
exit "$status"
`;
}
