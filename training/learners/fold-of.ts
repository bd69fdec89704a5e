// The fold of a group as the encoder's training divides it, so that what it has not seen is known here too.
import { crc32 } from 'node:zlib';

/** The fold of a group: CRC-32 of its name modulo `folds` (`fold_of` in training/encoder/training.py). */
export function encoderFold(group: string, folds = 5): number {
  return crc32(group) % folds;
}
