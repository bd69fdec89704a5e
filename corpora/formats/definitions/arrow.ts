/** Apache Arrow's IPC, as a file and as a stream. */

import type { Format, FormatGuess } from '../format.js';
import { beginsWith } from '../signature.js';

export const arrowFile: Format = {
  name: 'arrow-file',
  kind: 'records',
  words: 'Arrow IPC (.arrow, .feather, .arrows)',
  about: 'Arrow IPC (file and stream)',
  extensions: ['.arrow', '.feather', '.ipc'],
  begins: (head) => beginsWith(head, 'ARROW1'),
  named: oldStream,
  load: async () => (await import('../arrow.js')).readArrowFile,
};

export const arrowStream: Format = {
  name: 'arrow-stream',
  kind: 'records',
  words: null,
  about: null,
  extensions: ['.arrows'],
  begins: (head) => beginsWith(head, 0xff, 0xff, 0xff, 0xff),
  named: oldStream,
  load: async () => (await import('../arrow.js')).readArrowStream,
};

/** Streams written before Arrow 0.15 begin with the metadata's length alone. */
function oldStream(head: Buffer): FormatGuess {
  return head.length >= 8 && head.readUInt32LE(0) > 0 && head.readUInt32LE(0) < 1 << 20
    ? { format: arrowStream }
    : { unknown: 'it is named as Arrow IPC but begins as neither a file nor a stream of it' };
}
