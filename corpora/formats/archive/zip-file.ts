/** Lists the files of a ZIP archive, sizes and checksums verified. */
import { readFileSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise } from 'yauzl';
import { checkGrowth } from '../../input/bytes.js';
import { type CorpusLimits, limitDefect, sizeText } from '../../input/limits.js';
import { libraryWords, ReadFailure } from '../../input/read-failure.js';
import type { ArchiveMember } from './member.js';

/** A smaller archive is held in memory while it is read. */
const IN_MEMORY_BYTES = 32 << 20;

/**
 * The files in a ZIP archive, in its order; folders are passed over.
 *
 * @throws ReadFailure `corrupt-zip`, also from `bytes()`, and where a limit is exceeded.
 */
export async function* readZip(path: string, limits: CorpusLimits): AsyncGenerator<ArchiveMember> {
  let zip: Awaited<ReturnType<typeof openPromise>>;
  try {
    // Nothing is written under a member's name, so that none is refused for it: decoded here, not by yauzl.
    const options = { validateEntrySizes: true, decodeStrings: false, autoClose: false };
    // Thousands of small members are slow to fetch from a file one by one.
    zip =
      statSync(path).size <= IN_MEMORY_BYTES
        ? await fromBufferPromise(readFileSync(path), options)
        : await openPromise(path, options);
  } catch (error) {
    throw corruptZip(error);
  }
  const total = { bytes: 0 };
  try {
    const entries = zip.eachEntry();
    for (let count = 1; ; count++) {
      if (count > limits.maxRecords) {
        throw new ReadFailure(
          limitDefect('maxRecords', `the archive has more than ${limits.maxRecords} entries`, 'Split it'),
        );
      }
      const next = await entries.next().catch((error: unknown) => {
        throw corruptZip(error);
      });
      if (next.done === true) return;
      const entry = next.value;
      const name = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      );
      if (name.endsWith('/') || isLink(entry)) continue;
      yield {
        name,
        refusal: entry.isEncrypted()
          ? 'it is encrypted'
          : [0, 8].includes(entry.compressionMethod)
            ? null
            : `its compression (method ${entry.compressionMethod}) is not read`,
        bytes: () => checkedBytes(() => zip.openReadStreamPromise(entry), entry, total, limits),
      };
    }
  } finally {
    zip.close();
  }
}

const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/** A symbolic link, whose content is the path that it points to. */
const isLink = ({ versionMadeBy, externalFileAttributes }: Entry): boolean =>
  versionMadeBy >>> 8 === UNIX && ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK;

async function* checkedBytes(
  open: () => Promise<AsyncIterable<unknown>>,
  entry: Entry,
  total: { bytes: number },
  limits: CorpusLimits,
): AsyncGenerator<Buffer> {
  let sum = 0;
  let written = 0;
  try {
    for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
      written += chunk.length;
      total.bytes += chunk.length;
      // Each member by its ratio, all of them by their size.
      checkGrowth(written, entry.compressedSize, limits);
      checkGrowth(total.bytes, total.bytes, limits);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ReadFailure ? error : corruptZip(error);
  }
  if (sum !== entry.crc32) throw corruptZip(new Error('the checksum does not fit the content'));
}

function corruptZip(error: unknown): ReadFailure {
  const what = libraryWords(error);
  return new ReadFailure({
    reason: 'corrupt-zip',
    message: `the ZIP data are corrupt: ${what}`,
    remedy: 'Fetch or pack the file again; `unzip -t` tests it.',
  });
}

/**
 * The members of a ZIP-based document (Word, EPUB) that `wanted` names, by name.
 *
 * @throws ReadFailure where they have more than `maxRecordBytes` together.
 */
export async function readZipParts(
  path: string,
  limits: CorpusLimits,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  let size = 0;
  for await (const member of readZip(path, limits)) {
    if (!wanted(member.name)) continue;
    if (member.refusal !== null) {
      throw new ReadFailure({
        reason: member.refusal.includes('encrypted') ? 'encrypted' : 'corrupt-zip',
        message: `its part '${member.name}' cannot be read: ${member.refusal}`,
        remedy: 'Save the document again without a password.',
      });
    }
    const chunks: Buffer[] = [];
    for await (const chunk of member.bytes()) {
      size += chunk.length;
      if (size > limits.maxRecordBytes) {
        throw new ReadFailure(
          limitDefect(
            'maxRecordBytes',
            `its parts have more than ${sizeText(limits.maxRecordBytes)}`,
            'Split the document',
          ),
        );
      }
      chunks.push(chunk);
    }
    parts.set(member.name, Buffer.concat(chunks));
  }
  return parts;
}
