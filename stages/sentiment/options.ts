/** What can be chosen: the model, the prior, what runs the encoder. */
import { z } from 'zod';
import { RUNTIMES, type RuntimeName } from '../../models/encoder/runtime.js';
import { MODELS, SENTIMENT_MODELS, type SentimentModel } from './models/model-registry.js';
import { PRIORS, type Prior } from './targets.js';

export interface SentimentOptions {
  readonly model: SentimentModel;
  readonly prior: Prior;
  readonly runtime: RuntimeName;
}

const described = SENTIMENT_MODELS.map((name) => `${name} (${MODELS[name].description})`).join(', ');

export const options = z.object({
  model: z.enum(SENTIMENT_MODELS).default('fast').describe(`What to ask: ${described}.`),
  prior: z
    .enum(PRIORS)
    .default('auto')
    .describe(
      'How common polar mentions are: sentence (as in sentences chosen for study), article (as in running text, where each actor also has its own in the author’s and in sources’ voices), auto (article for a text of two sentences or more).',
    ),
  runtime: z
    .enum(RUNTIMES)
    .default('native')
    .describe(
      'What runs the encoder: native (onnxruntime-node), wasm (onnxruntime-web, some four times slower).',
    ),
}) satisfies z.ZodType<SentimentOptions>;
