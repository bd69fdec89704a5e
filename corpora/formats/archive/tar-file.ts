/** Lists the files of a tar archive. */
import { createTarDecoder } from 'modern-tar';
import { type ByteSource, checkGrowth, readBytes } from '../../input/bytes.js';
import { type CorpusLimits, limitDefect } from '../../input/limits.js';
import { libraryWords, ReadFailure } from '../../input/read-failure.js';
import type { ArchiveMember } from './member.js';

/**
 * The files in a tar archive (POSIX, GNU), in its order; folders and links are passed over. Each must be read
 * before the next is asked for.
 *
 * @throws ReadFailure `corrupt-tar`, also from `bytes()`, and where a limit is exceeded.
 */
export async function* readTar(source: ByteSource, limits: CorpusLimits): AsyncGenerator<ArchiveMember> {
  const chunks = readBytes(source, limits);
  // A failure of the compression below must not come out as one of the archive.
  let below: unknown = null;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        below = error;
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  const failure = (error: unknown): ReadFailure => {
    if (below instanceof ReadFailure) return below;
    return error instanceof ReadFailure ? error : corruptTar(error as Error);
  };
  let count = 0;
  const total = { bytes: 0 };
  try {
    for await (const entry of stream.pipeThrough(createTarDecoder({ strict: true }))) {
      count++;
      if (count > limits.maxRecords) {
        throw new ReadFailure(
          limitDefect('maxRecords', `the archive has more than ${limits.maxRecords} entries`, 'Split it'),
        );
      }
      const { name, type = 'file' } = entry.header;
      if (type !== 'file') {
        await entry.body.cancel();
        continue;
      }
      let read = false;
      yield {
        name,
        refusal: null,
        async *bytes() {
          read = true;
          try {
            for await (const chunk of entry.body) {
              total.bytes += chunk.length;
              checkGrowth(total.bytes, total.bytes, limits);
              yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
            }
          } catch (error) {
            throw failure(error);
          }
        },
      };
      if (!read) await entry.body.cancel();
    }
  } catch (error) {
    throw failure(error);
  } finally {
    await chunks.return(undefined);
  }
}

function corruptTar(error: Error): ReadFailure {
  return new ReadFailure({
    reason: 'corrupt-tar',
    message: `the tar archive is corrupt: ${libraryWords(error)}`,
    remedy: 'Fetch or pack the file again; `tar -t` tests it.',
  });
}
