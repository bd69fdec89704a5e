/** The models that the option `model` names. To add one, write its file and name it here. */
import type { MentionModel } from '../mention-model.js';
import { accurate, cascade } from './accurate.js';
import { fast } from './fast.js';

export const MODELS = { fast, cascade, accurate } satisfies Record<string, MentionModel>;
export type SentimentModel = keyof typeof MODELS;
export const SENTIMENT_MODELS = Object.keys(MODELS) as SentimentModel[];
