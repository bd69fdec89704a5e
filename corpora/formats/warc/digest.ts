/** Verifies the digests of a web archive. */
import { createHash } from 'node:crypto';

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha1: 'sha1',
  'sha-1': 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  sha512: 'sha512',
  'sha-512': 'sha512',
  md5: 'md5',
};
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32[(value << (5 - bits)) & 31];
}

/**
 * Whether a digest such as `sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A` is that of one of the candidates; null
 * where its algorithm is not known. Archives write it in base 32, hexadecimal or base 64.
 */
export function digestFits(digest: string, candidates: readonly Buffer[]): boolean | null {
  const colon = digest.indexOf(':');
  const algorithm = ALGORITHMS[digest.slice(0, colon).toLowerCase()];
  if (algorithm === undefined) return null;
  const bare = (text: string): string => text.replace(/(?<!=)=+$/, '');
  const given = bare(digest.slice(colon + 1).trim());
  return candidates.some((bytes) => {
    const hash = createHash(algorithm).update(bytes).digest();
    return (
      base32(hash) === given.toUpperCase() ||
      hash.toString('hex') === given.toLowerCase() ||
      bare(hash.toString('base64')) === given ||
      hash.toString('base64url') === given
    );
  });
}
