/** What of a frame labels may name. */
export interface NamedFrame {
  readonly name: string;
  readonly title: string;
  readonly code: string | null;
}

/** The frame that a hand-coded label means: by its name, its title, its code, or `7 Crime and punishment`; else undefined. */
export function frameNamed<F extends NamedFrame>(label: string, frames: readonly F[]): F | undefined {
  const wanted = label.trim().toLowerCase();
  const leadingCode = /^(\d+)(?:\.0)?\b/.exec(wanted)?.[1];
  return (
    frames.find((frame) => frame.name.toLowerCase() === wanted || frame.title.toLowerCase() === wanted) ??
    frames.find((frame) => frame.code !== null && frame.code === leadingCode)
  );
}

/** The frames as errors list them. */
export function listed(frames: readonly NamedFrame[]): string {
  return frames.map(({ name, code }) => (code === null ? name : `${code} ${name}`)).join(', ');
}
