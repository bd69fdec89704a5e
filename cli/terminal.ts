/** What reaches the terminal: safe text and progress. */
import { SingleBar } from 'cli-progress';

/**
 * Text from data as it may reach a terminal: control codes (escape sequences, backspaces, direction
 * overrides) become visible, line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** Progress of long work: documents, rate, time left. */
export interface Progress {
  update(done: number, total: number | null): void;
  stop(): void;
}

let quiet = false;

/** Whether only results, rejects and errors are told: `--quiet`. */
export function setQuiet(value: boolean): void {
  quiet = value;
}

/** A line for the user beside the results: what was written, what was found finished. */
export function note(text: string): void {
  if (!quiet) process.stderr.write(`${printable(text)}\n`);
}

/** Seconds between lines of progress in a log. */
const LOGGED_EVERY = 30;

/** A bar on a terminal; in a log a line every half minute, with the time it was written. */
export function progressBar(unit: string): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  if (!process.stderr.isTTY) return progressLines(unit);
  const bar = new SingleBar({
    format: `{bar} {percentage}%  {value}/{total} ${unit}  {rate} ${unit}/s  {left} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 200,
  });
  const begun = performance.now();
  let started = false;
  return {
    update(done, total) {
      const seconds = (performance.now() - begun) / 1000;
      const rate = done / Math.max(seconds, 1e-3);
      const left = total === null || done === 0 ? '?' : duration((total - done) / rate);
      const payload = { rate: rate.toFixed(rate < 10 ? 1 : 0), left };
      if (!started) bar.start(total ?? done, done, payload);
      else bar.update(done, payload);
      started = true;
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

function progressLines(unit: string): Progress {
  const begun = performance.now();
  let next = LOGGED_EVERY;
  return {
    update(done, total) {
      const seconds = (performance.now() - begun) / 1000;
      if (seconds < next) return;
      next = LOGGED_EVERY * (Math.floor(seconds / LOGGED_EVERY) + 1);
      const rate = done / seconds;
      const left = total === null || done === 0 ? '' : `, ${duration((total - done) / rate)} left`;
      process.stderr.write(
        `${new Date().toISOString().slice(0, 19)}Z ${done}${total === null ? '' : ` of ${total}`} ${unit}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second${left}\n`,
      );
    },
    stop: () => {},
  };
}

/** `75` seconds as `1:15`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes >= 60
    ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
    : `${minutes}:${String(whole % 60).padStart(2, '0')}`;
}

/** The command as it was typed, each word quoted as a shell needs it. */
export function typedCommand(words: readonly string[] = process.argv.slice(2)): string {
  const quoted = (word: string): string =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return `hedgerow ${words.map(quoted).join(' ')}`;
}
