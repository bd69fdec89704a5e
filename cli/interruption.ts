/** Ctrl-C and SIGTERM: the terminal is put right and the user told what is kept. */
import { printable } from './terminal.js';

/** As shells count: 128 and the signal's number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the process at SIGINT or SIGTERM with a last line.
 *
 * @param lastLine - asked when the signal comes.
 * @returns takes the handlers away again.
 */
export function onInterruption(lastLine: () => string): () => void {
  const handlers = (Object.keys(STATUS) as (keyof typeof STATUS)[]).map((signal) => {
    const handler = (): void => {
      process.stderr.write(`${printable(lastLine())}\n`);
      process.exit(STATUS[signal]);
    };
    process.once(signal, handler);
    return [signal, handler] as const;
  });
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
