/** Reads the files in an archive, each by its own format. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOUNDS } from '../../input/bounds.js';
import { seekable } from '../../input/bytes.js';
import { isPassedOver } from '../../input/file-names.js';
import { type Defect, ReadFailure, type RecordOrDefect } from '../../input/read-failure.js';
import type { Nested, Reader } from '../format.js';
import type { ArchiveMember } from './member.js';
import { readTar } from './tar-file.js';
import { readZip } from './zip-file.js';

/** A ZIP archive: the documents of each file in it that is of a format that is read. */
export const readZipArchive: Reader = async function* (source, limits, { depth, read }) {
  checkDepth(depth);
  const { path, remove } = await seekable(source, limits);
  try {
    yield* readMembers(readZip(path, limits), read);
  } finally {
    await remove();
  }
};

/** A tar archive, perhaps compressed. */
export const readTarArchive: Reader = async function* (source, limits, { depth, read }) {
  checkDepth(depth);
  yield* readMembers(readTar(source, limits), read);
};

/** What archives within archives may be, at most. */
function checkDepth(depth: number): void {
  if (depth < BOUNDS.archiveDepth) return;
  throw new ReadFailure({
    reason: 'too-deep',
    message: `it is an archive within ${BOUNDS.archiveDepth} others`,
    remedy: 'Unpack the outer ones first.',
  });
}

/**
 * Each member is written to a temporary file under a name of our own, read as any file is, and removed.
 * Hidden files and systems' leftovers are passed over, as in folders.
 */
async function* readMembers(
  members: AsyncIterable<ArchiveMember>,
  read: Nested['read'],
): AsyncGenerator<RecordOrDefect> {
  const folder = await mkdtemp(join(tmpdir(), 'hedgerow-'));
  const path = join(folder, 'member');
  let number = 0;
  let files = 0;
  try {
    for await (const member of members) {
      if (member.name.split(/[\\/]/).some(isPassedOver)) continue;
      files++;
      const name = printable(member.name);
      const rejected = (defect: Defect): RecordOrDefect => ({
        number: ++number,
        defect: { ...defect, place: inside(name, defect.place), message: `${name}: ${defect.message}` },
      });
      if (member.refusal !== null) {
        const remedy = 'Unpack it first, or pack it without encryption.';
        const reason = member.refusal.includes('encrypted') ? 'encrypted' : 'corrupt-zip';
        yield rejected({ place: null, reason, message: member.refusal, remedy });
        continue;
      }
      try {
        await writeMember(path, member.bytes());
        for await (const item of read(member.name, path)) {
          if ('defect' in item) yield rejected(item.defect);
          else {
            const own = item.localId ?? (item.body === undefined ? `#${item.number}` : '');
            const localId = item.localId === undefined ? `${name}${own}` : `${name}/${own}`;
            yield { ...item, number: ++number, place: inside(name, item.place), localId };
          }
        }
      } catch (error) {
        if (!(error instanceof ReadFailure)) throw error;
        yield rejected(error.defect);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (files === 0) {
    throw new ReadFailure({
      reason: 'no-documents',
      message: 'the archive holds no files',
      remedy: 'Leave it out, or pack it again.',
    });
  }
}

/** Synchronous writes: an archive of thousands of small members would else spend its time waiting for each. */
async function writeMember(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = openSync(path, 'w');
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
    }
  } finally {
    closeSync(file);
  }
}

const inside = (name: string, place: string | null): string => (place === null ? name : `${name}: ${place}`);

/** Names come from strangers: what could steer a terminal or turn the text about is shown as U+FFFD. */
const printable = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .slice(0, 500);
