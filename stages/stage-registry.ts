import { actors } from './actors/stage.js';
import { attribution } from './attribution/stage.js';
import { framing } from './framing/stage.js';
import { hedging } from './hedging/stage.js';
import { lexis } from './lexis/stage.js';
import { sentiment } from './sentiment/stage.js';
import type { AnyStage } from './stage.js';
import { tokenising } from './tokenising/stage.js';

/** Every stage, in no particular order: the plan sorts them by what they require. A new stage is one line here. */
export const STAGES: readonly AnyStage[] = [
  tokenising,
  attribution,
  actors,
  framing,
  hedging,
  lexis,
  sentiment,
];
