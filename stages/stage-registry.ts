/** The list of the package's stages. */
import { actors } from './actors/stage.js';
import { attribution } from './attribution/stage.js';
import { framing } from './framing/stage.js';
import { hedging } from './hedging/stage.js';
import { lexis } from './lexis/stage.js';
import { sentiment } from './sentiment/stage.js';
import type { AnyStage } from './stage.js';
import { tokenising } from './tokenising/stage.js';

/** The package's stages by name, in no particular order: the plan sorts them by what they require. A new stage is one line here. */
const registry = { tokenising, attribution, actors, framing, hedging, lexis, sentiment };

export const STAGES: readonly AnyStage[] = Object.values(registry);

/** What a stage gives for a document, with its rows as objects. */
type AnnotationOf<S extends AnyStage> = S extends {
  create(setup: never): Promise<(given: never) => Promise<readonly (infer Annotation)[]>>;
}
  ? { readonly [Name in keyof Annotation]: WithoutRows<Annotation[Name]> }
  : never;

type WithoutRows<Value> = Value extends { readonly columns: unknown; toArray(): unknown } ? never : Value;

/** A document's annotations by stage name: those of the package's stages by their types, of others by column name. */
export type Annotations = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> & {
  readonly [Name in keyof typeof registry]?: AnnotationOf<(typeof registry)[Name]>;
};
