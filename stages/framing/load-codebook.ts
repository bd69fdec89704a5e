import { existsSync, readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { nearestName, UserError } from '../../user-error.js';
import type { Codebook } from './codebook.js';
import { parseCodebook } from './codebook-yaml.js';

/** The codebooks that ship with Hedgerow. */
export const SHIPPED_CODEBOOKS = ['policy', 'generic', 'functions'] as const;

const loaded = new Map<string, Codebook>();

/**
 * A codebook by the name of a shipped one or by the path of a file.
 *
 * @throws UserError when there is none, or when the file has a fault: with its line and a remedy.
 */
export function loadCodebook(nameOrPath: string): Codebook {
  const known = loaded.get(nameOrPath);
  if (known !== undefined) return known;
  const codebook = read(nameOrPath);
  loaded.set(nameOrPath, codebook);
  return codebook;
}

function read(nameOrPath: string): Codebook {
  if ((SHIPPED_CODEBOOKS as readonly string[]).includes(nameOrPath)) {
    const path = `stages/framing/codebooks/${nameOrPath}.yaml`;
    return parseCodebook(readFileSync(fromPackageRoot(path), 'utf8'), path);
  }
  if (!existsSync(nameOrPath)) {
    const near = nearestName(nameOrPath, SHIPPED_CODEBOOKS);
    throw new UserError({
      what: `there is no codebook '${nameOrPath}'`,
      why:
        near === undefined
          ? 'it is neither the name of a shipped codebook nor a file'
          : `did you mean '${near}'?`,
      remedy: `The shipped codebooks are: ${SHIPPED_CODEBOOKS.join(', ')}. Else give the path of a file.`,
    });
  }
  return parseCodebook(readFileSync(nameOrPath, 'utf8').replace(/^\ufeff/, ''), nameOrPath);
}
