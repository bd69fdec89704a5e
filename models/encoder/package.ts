/** Finds the package with the encoder's weights, and checks what is in it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fromPackageRoot } from '../../base/package-root.js';
import { UserError } from '../../base/user-error.js';

export const ENCODER_PACKAGE = 'hedgerow-encoder';
const INSTALL = `npm install ${ENCODER_PACKAGE}`;
/** The one form of the package that this version reads. */
const FORMAT = 1;

const three = z.tuple([z.number(), z.number(), z.number()]);

const scores = z.object({ scale: three, bias: three });

/** How the scores of one kind of text become probabilities, and which class is then named. */
const calibration = scores.extend({
  /** In the author's voice and in a source's, where they differ. */
  voices: z.tuple([scores, scores]).optional(),
  /** How little an actor's shares of the classes within one text stray from all texts'; by default as the fast model has it. */
  concentration: z.number().positive().nullable().optional(),
  /** The label is the class with the highest product of probability and this. */
  decision: three.default([1, 1, 1]),
});
export type SentimentCalibration = z.infer<typeof calibration>;

/** `encoder.json`; see training/encoder/INTERFACE.md. */
const manifest = z.object({
  format: z.literal(FORMAT),
  base: z.string(),
  width: z.int().positive(),
  graphs: z.array(z.string()),
  window: z.object({
    body_pieces: z.int().positive(),
    context_pieces: z.int().min(0),
    max_pieces: z.int().positive(),
  }),
  mask: z.object({ token: z.string(), slots: z.int().positive() }),
  roles: z.array(z.string()).default([]),
  tagging: z
    .object({
      outputs: z.record(z.string(), z.int().positive()),
      hedge_types: z.array(z.string()).default([]),
    })
    .loose()
    .optional(),
  /** The untuned base, whose graph takes tensors out of another's file. */
  sentence: z.object({ borrows: z.record(z.string(), z.array(z.string())) }).optional(),
  calibration: z.object({
    /** Genres: `news`, `commentary`. */
    sentiment: z.object({ default: calibration, genres: z.record(z.string(), calibration).default({}) }),
    tagging: z.record(z.string(), z.object({ threshold: z.number() }).loose()).default({}),
  }),
  sha256: z.record(z.string(), z.string()),
});
export type EncoderManifest = z.infer<typeof manifest>;

/** A package that was found and read. */
export interface EncoderFiles {
  readonly folder: string;
  readonly manifest: EncoderManifest;
  /** @throws UserError where the file is not the one that the manifest names. */
  read(file: string): Uint8Array;
}

/** Where the package is, or undefined. The environment variable HEDGEROW_ENCODER names another folder of the same form. */
export function findEncoderFolder(): string | undefined {
  const named = process.env.HEDGEROW_ENCODER;
  if (named !== undefined && named !== '') return named;
  const require = createRequire(fromPackageRoot('package.json'));
  try {
    return dirname(require.resolve(`${ENCODER_PACKAGE}/encoder.json`));
  } catch {
    const inRepository = fromPackageRoot(join('packages', ENCODER_PACKAGE));
    return existsSync(join(inRepository, 'encoder.json')) ? inRepository : undefined;
  }
}

/** @throws UserError with the command to type where the package is absent or does not fit. */
export function openEncoderFiles(folder = findEncoderFolder()): EncoderFiles {
  if (folder === undefined)
    throw new UserError({
      what: 'the accurate models cannot be run',
      where: ENCODER_PACKAGE,
      why: `the package ${ENCODER_PACKAGE}, which holds them, is not installed`,
      remedy: `Run: ${INSTALL}`,
    });
  const path = join(folder, 'encoder.json');
  const damaged = (where: string, why: string): UserError =>
    new UserError({
      what: 'the accurate models cannot be read',
      where,
      why,
      remedy: `Install them anew: ${INSTALL}`,
    });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw damaged(path, (error as Error).message);
  }
  const parsed = manifest.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw damaged(path, `${issue.path.join('.')}: ${issue.message}`);
  }
  return {
    folder,
    manifest: parsed.data,
    read(file) {
      const own = join(folder, file);
      let bytes: Buffer;
      try {
        bytes = readFileSync(own);
      } catch (error) {
        throw damaged(own, (error as NodeJS.ErrnoException).code ?? String(error));
      }
      const wanted = parsed.data.sha256[file];
      if (wanted !== undefined && createHash('sha256').update(bytes).digest('hex') !== wanted)
        throw damaged(own, 'its checksum is not the one that encoder.json gives');
      return bytes;
    },
  };
}
