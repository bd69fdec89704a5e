/** Parses the command line, runs the command and tells its errors. */
import { readFileSync } from 'node:fs';
import yargs, { type Options } from 'yargs';
import { fromPackageRoot } from '../base/package-root.js';
import { nearestName, UserError } from '../base/user-error.js';
import type { Command, ExitStatus } from './command.js';
import { withFlags } from './flag-names.js';
import { stageDescriptions } from './stage-options.js';
import { printable, setQuiet } from './terminal.js';

/** A module each, so that a command waits only for what it needs itself. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  report: async () => (await import('./commands/report.js')).report,
  compare: async () => (await import('./commands/compare.js')).compare,
  analyse: async () => (await import('./commands/analyse.js')).analyse,
  actors: async () => (await import('./commands/actors.js')).actors,
  corpus: async () => (await import('./commands/corpus.js')).corpus,
  evaluate: async () => (await import('./commands/evaluate.js')).evaluate,
  validate: async () => (await import('./commands/validate.js')).validate,
  train: async () => (await import('./commands/train.js')).train,
  lexicon: async () => (await import('./commands/lexicon.js')).lexicon,
  codebook: async () => (await import('./commands/codebook.js')).codebook,
  columns: async () => (await import('./commands/columns.js')).columns,
  join: async () => (await import('./commands/join.js')).join,
  slurm: async () => (await import('./commands/slurm.js')).slurm,
  serve: async () => (await import('./commands/serve.js')).serve,
  reference: async () => (await import('./commands/reference.js')).reference,
  kwic: async () => (await import('./commands/kwic.js')).kwic,
  cite: async () => (await import('./commands/cite.js')).cite,
};

/** Stands for a lone `-` while yargs parses: it drops one that is not an option's value. */
const DASH = '\u0001-';

function restoreDash(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreDash);
  return value === DASH ? '-' : value;
}

/** Parses first and runs afterwards, so that errors of usage can be told from all others. */
async function main(words: readonly string[]): Promise<ExitStatus> {
  const first = words.find((word) => !word.startsWith('-'));
  const names = Object.keys(COMMANDS);
  if (first !== undefined && !names.includes(first)) {
    const near = nearestName(first, names);
    throw new UserError({
      what: `there is no command '${first}'`,
      ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
      remedy: `The commands are: ${names.join(', ')}. 'hedgerow COMMAND --help' tells more of one.`,
    });
  }
  const commands = await Promise.all(
    (first === undefined ? names : [first]).map((name) => COMMANDS[name]!()),
  );
  const asksHelp = first === undefined || words.includes('--help') || words.includes('-h');
  const stages = asksHelp ? await stageDescriptions() : undefined;
  let chosen: (() => Promise<ExitStatus>) | undefined;
  const parser = yargs(words.map((word) => (word === '-' ? DASH : word)))
    .scriptName('hedgerow')
    .usage('$0 COMMAND …\n\nMeasures how commentary hedges, whom it praises or blames and how it frames.')
    .version(version())
    .alias('version', 'v')
    .help()
    .alias('help', 'h')
    .strict()
    .demandCommand(1, 1, 'Say which command to run.')
    .exitProcess(false)
    // yargs lays its help out on every run: unwrapped, that costs nothing.
    .wrap(asksHelp ? Math.min(110, process.stdout.columns ?? 100) : null)
    .option('quiet', {
      type: 'boolean',
      default: false,
      global: true,
      describe: 'Tell only results, rejects and errors: no progress, no notes',
    })
    .epilogue(epilogueOf([]))
    .fail((message, error) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      const said = message ?? error.message;
      const unknown = first === undefined ? null : unknownOption(said, commands[0]!, words);
      if (unknown !== null) throw unknown;
      throw new UserError({ what: plainMessage(said, commands[0]!.usage), remedy: helpHint(first) });
    });
  for (const command of commands) {
    parser.command(
      command.usage,
      command.summary,
      (builder) => {
        // yargs lays its help out on every run: hidden, its options cost nothing.
        const shown = (option: object): object => (asksHelp ? option : { ...option, hidden: true });
        const described = (name: string, option: Options): Options =>
          option.describe === undefined && stages?.has(name) === true
            ? { ...option, describe: stages.get(name)!.replace(/\.$/, '') }
            : option;
        for (const [name, option] of Object.entries(command.positionals))
          builder.positional(name, shown(option));
        for (const [name, option] of inGroups(command.options))
          builder.option(name, shown(described(name, option)));
        // That of the whole program is not shown with a command's help.
        if (asksHelp && first !== undefined) builder.epilogue(epilogueOf(command.examples));
        return builder;
      },
      (values) => {
        setQuiet(values.quiet === true);
        const restored = Object.entries(values).map(([name, value]) => [name, restoreDash(value)]);
        chosen = () => command.run(Object.fromEntries(restored));
      },
    );
  }
  await parser.parseAsync();
  return chosen === undefined ? 0 : chosen();
}

function version(): string {
  return (JSON.parse(readFileSync(fromPackageRoot('package.json'), 'utf8')) as { version: string }).version;
}

/** What yargs says of a mistake, with the arguments named where it only counts them. */
function plainMessage(message: string, usage: string): string {
  if (message.startsWith('Not enough non-option arguments'))
    return `an argument is missing: hedgerow ${usage}`;
  return message.replaceAll('\n', '; ');
}

/** What a command is about stands first, then its selection, stages and corpus; limits, rarely asked, at the end. */
const GROUPS = ['Options:', 'Selection:', 'Stages:', 'Corpus:', 'Limits:'];

function inGroups(options: Command['options']): readonly (readonly [string, Command['options'][string]])[] {
  const place = ({ group = GROUPS[0]! }: { group?: string }): number => GROUPS.indexOf(group);
  return Object.entries(options)
    .map(([name, option]) => [name, { ...option, group: option.group ?? GROUPS[0]! }] as const)
    .sort(([, a], [, b]) => place(a) - place(b));
}

/** Examples as they can be copied, each whole on a line of its own. */
function epilogueOf(examples: Command['examples']): string {
  const lines = examples.map(([example, what]) => `  # ${what}\n  ${example}\n`);
  return `${examples.length === 0 ? '' : `Examples:\n${lines.join('\n')}\n`}Exit status: 0 done, 1 done with rejects or findings that --strict forbids, 2 wrong input or options.`;
}

/** An option that does not exist, with the nearest that does; null where yargs complains of something else. */
function unknownOption(message: string, command: Command, words: readonly string[]): UserError | null {
  const named = /^Unknown arguments?: (.+)$/m.exec(message)?.[1]?.split(', ') ?? [];
  // Of `--wrokers` yargs names `wrokers` alone or beside its camel-cased twin.
  const name = named.find((word) => words.some((typed) => typed.replace(/=.*$/s, '') === `--${word}`));
  if (name === undefined) return null;
  const valid = [...Object.keys(command.options), 'quiet', 'help', 'version'];
  const near = nearestName(name.replace(/^no-/, ''), valid);
  return new UserError({
    what: `there is no option '--${name}'`,
    ...(near === undefined ? {} : { why: `did you mean '--${near}'?` }),
    remedy: `'hedgerow ${command.usage.split(' ')[0]} --help' lists the options.`,
  });
}

function helpHint(command: string | undefined): string {
  return `See 'hedgerow ${command === undefined ? '' : `${command} `}--help'.`;
}

/** Runs the command line: writes what the command gives or what is wrong, and sets the process's exit status. */
export async function run(words: readonly string[]): Promise<void> {
  // A reader that closes early (`| head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    process.exitCode = await main(words);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`hedgerow: ${printable(withFlags(error.message))}\n`);
      process.exitCode = error.status;
    } else {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`hedgerow: a defect of Hedgerow itself, please report it\n${printable(detail)}\n`);
      process.exitCode = 70;
    }
  }
}
