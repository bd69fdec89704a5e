/** Turns the given options back into arguments, for commands that run `hedgerow` elsewhere. */
import type { Options } from 'yargs';

/** The options that a user gave, as words again: for commands that run `hedgerow` elsewhere. */
export function optionsToArgv(
  values: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, Options>>,
): readonly string[] {
  return Object.entries(options).flatMap(([name, { default: standard }]) => {
    const value = values[name];
    if (value === undefined || value === standard) return [];
    if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
    return [value].flat().map((one) => `--${name}=${String(one)}`);
  });
}
