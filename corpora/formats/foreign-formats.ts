/** Formats told by their first bytes that no reader takes, each with what makes a readable file of it. */
import { beginsWith } from './signature.js';

/** Compressions and archives that are not read, with what unpacks them. */
const COMPRESSIONS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x42, 0x5a, 0x68], name: 'bzip2 compression (`bunzip2` unpacks it)' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], name: 'xz compression (`unxz` unpacks it)' },
  { bytes: [0x04, 0x22, 0x4d, 0x18], name: 'LZ4 compression (`unlz4` unpacks it)' },
  { bytes: [0x4c, 0x5a, 0x49, 0x50], name: 'lzip compression (`lzip -d` unpacks it)' },
  { bytes: [0x1f, 0x9d], name: 'compress (`uncompress` unpacks it)' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], name: 'a 7-Zip archive (`7z x` unpacks it)' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive (`unrar x` unpacks it)' },
];

/** The name of a format that is not read, by its first bytes; null where they are of none that is known. */
export function foreignFormat(head: Uint8Array): string | null {
  if (beginsWith(head, 0xd0, 0xcf, 0x11, 0xe0))
    return 'old Microsoft Office, or of an encrypted document of a newer one';
  if (beginsWith(head, 'PARE')) return 'encrypted Parquet';
  if (beginsWith(head, 'SQLite format 3')) return 'SQLite';
  return COMPRESSIONS.find(({ bytes }) => beginsWith(head, ...bytes))?.name ?? null;
}
