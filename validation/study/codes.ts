/** A coder's codes: a file that is only ever added to, one JSON object a line; the last line of a unit counts. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../base/output-file.js';
import { UserError } from '../../base/user-error.js';

/** What a coder gives where the unit cannot be judged. */
export const CANNOT_SAY = 'cannot say';

/** The coder whose answers settle what the others differ on. */
export const ADJUDICATOR = 'adjudicated';

const span = z.tuple([z.int().min(0), z.int().min(1)]);

export const codeSchema = z.object({
  unit: z.string().max(40),
  answer: z.string().max(80).nullable().describe('A class, "cannot say", or null where it was taken back.'),
  spans: z.array(span).max(200).optional().describe('Code points into the text of the unit.'),
  note: z.string().max(10_000).optional(),
  at: z.iso.datetime().optional(),
  seconds: z.number().min(0).optional().describe('From the showing of the unit to the answer.'),
});

export type Code = z.infer<typeof codeSchema>;

/** Names that can stand as a file's and as a word of the table. */
export const CODER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/;

export const codesFile = (folder: string, coder: string): string => join(folder, 'codes', `${coder}.jsonl`);

/** @throws UserError where a line is no code. */
export function readCodes(path: string): Code[] {
  if (!existsSync(path)) return [];
  const codes: Code[] = [];
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n');
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const fault = (why: string): UserError =>
      new UserError({
        what: 'a line of the codes cannot be read',
        where: `${path}, line ${i + 1}`,
        why,
        remedy: 'Each line holds one JSON object: {"unit":"u001","answer":"…"}. Mend or remove the line.',
      });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      // A crash may have cut the last line.
      if (i === lines.length - 1) return;
      throw fault((error as Error).message);
    }
    const parsed = codeSchema.safeParse(value);
    if (!parsed.success)
      throw fault(`${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`);
    codes.push(parsed.data);
  });
  return codes;
}

export function appendCodes(path: string, codes: readonly Code[]): void {
  if (codes.length === 0) return;
  makeFolder(dirname(path));
  // What a crash left without its end is closed first, so that the new line stands by itself.
  const cut = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, 'utf8'));
  appendFileSync(path, `${cut ? '\n' : ''}${codes.map((code) => `${JSON.stringify(code)}\n`).join('')}`);
}

/** The code of each unit that stands at the end; units taken back are left out. */
export function standingCodes(codes: readonly Code[]): Map<string, Code & { readonly answer: string }> {
  const standing = new Map<string, Code & { readonly answer: string }>();
  for (const code of codes) {
    if (code.answer === null) standing.delete(code.unit);
    else standing.set(code.unit, { ...code, answer: code.answer });
  }
  return standing;
}
