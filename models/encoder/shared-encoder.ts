/** One encoder a thread, which all stages share. */
import { Encoder } from './encoder.js';
import type { RuntimeName } from './runtime.js';

const encoders = new Map<RuntimeName, Encoder>();

/**
 * The thread's encoder: stages that ask for it share its sessions, and what it says of one text.
 *
 * @throws UserError where the package with the weights is absent.
 */
export function sharedEncoder(runtime: RuntimeName = 'native'): Encoder {
  let encoder = encoders.get(runtime);
  if (encoder === undefined) {
    encoder = new Encoder({ runtime });
    encoders.set(runtime, encoder);
  }
  return encoder;
}
