/** The encoder's states of coded texts. */
import { encoderText, loadTower } from '../../stages/encoder-reading.js';
import { meanState } from '../../stages/framing/text-states.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';

/**
 * The mean state of each text.
 *
 * @throws UserError where the package with the weights, or the runtime, is absent.
 */
export async function encodeTexts(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
  const encoder = await loadTower('sentence', 'native');
  const vocabulary = new Vocabulary();
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const states = new Map<string, Float32Array>();
  for (const text of texts) {
    if (states.has(text)) continue;
    const document = encoderText(tokeniser.tokenise(text));
    states.set(text, meanState(await encoder.states(document.text, document.ends)));
  }
  return states;
}
