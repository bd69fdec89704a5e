import type { AnyStage } from '../../../stages/stage.js';

export const dashes: AnyStage & { readonly module: string };
export const nowhere: AnyStage;
