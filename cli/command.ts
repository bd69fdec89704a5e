/** What a command is, and its exit status. */
import type { InferredOptionTypes, Options } from 'yargs';

/** 0 done; 1 done, with rejects or findings that `--strict` forbids; 2 the user's input or options are wrong. */
export type ExitStatus = 0 | 1 | 2;

/** One command of the CLI: its words and options, and what runs it. */
export interface Command {
  /** As yargs takes it: `report <article>`. */
  readonly usage: string;
  readonly summary: string;
  readonly positionals: Readonly<Record<string, Options>>;
  readonly options: Readonly<Record<string, Options>>;
  readonly examples: readonly (readonly [command: string, what: string])[];
  run(values: Readonly<Record<string, unknown>>): Promise<ExitStatus>;
}

/** Ties a command's run() to the types of its options. */
export function defineCommand<P extends Record<string, Options>, O extends Record<string, Options>>(command: {
  readonly usage: string;
  readonly summary: string;
  readonly positionals: P;
  readonly options: O;
  readonly examples?: readonly (readonly [command: string, what: string])[];
  run(values: InferredOptionTypes<P> & InferredOptionTypes<O>): Promise<ExitStatus>;
}): Command {
  return {
    usage: command.usage,
    summary: command.summary,
    positionals: command.positionals,
    options: command.options,
    examples: command.examples ?? [],
    run: (values) => command.run(values as InferredOptionTypes<P> & InferredOptionTypes<O>),
  };
}
