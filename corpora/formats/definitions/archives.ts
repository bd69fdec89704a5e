/** ZIP and tar: archives of files of any format, archives too. */

import type { Format } from '../format.js';
import { beginsWith, notBegunAsNamed } from '../signature.js';

export const zip: Format = {
  name: 'zip',
  kind: 'archives',
  words: 'archives of these (.zip, .tar)',
  about: 'ZIP',
  extensions: ['.zip'],
  begins: (head) => beginsWith(head, 'PK\u0005\u0006'),
  named: notBegunAsNamed,
  load: async () => (await import('../archive/read-archive.js')).readZipArchive,
};

export const tar: Format = {
  name: 'tar',
  kind: 'archives',
  words: null,
  about: 'tar',
  extensions: ['.tar', '.tgz'],
  begins: (head) => beginsWith(head.subarray(257), 'ustar'),
  named: notBegunAsNamed,
  load: async () => (await import('../archive/read-archive.js')).readTarArchive,
};
