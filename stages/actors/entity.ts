import type { ActorType, Mention, MentionKind } from './annotation.js';
import { displayName } from './names.js';

export type Gender = 'male' | 'female';

/** An actor in the making: what is known of it from the mentions linked so far. */
export class Entity {
  /** Folded full name, or the key that lexicon or registry gives. */
  key: string;
  name: string;
  /** Whether key and name come from lexicon or registry and stay. */
  readonly fixed: boolean;
  readonly types = new Map<ActorType, number>();
  /** Surfaces of named mentions, in the order met. */
  readonly surfaces = new Map<string, number>();
  /** Folded role words that title or apposition gave it. */
  readonly roles = new Set<string>();
  gender: Gender | null = null;
  /** Least confidence of the links that joined its names. */
  confidence = 1;
  mentions = 0;
  named = 0;
  /** Token of its latest mention. */
  last = -1;

  constructor(key: string, name: string, fixed: boolean) {
    this.key = key;
    this.name = name;
    this.fixed = fixed;
  }

  get type(): ActorType {
    let best: ActorType = 'organisation';
    let most = -1;
    for (const [type, n] of this.types) {
      if (n > most) {
        best = type;
        most = n;
      }
    }
    return best;
  }

  /** Adds a mention by name. */
  addName(surface: string, type: ActorType, weight = 1): void {
    const shown = displayName(surface);
    this.surfaces.set(shown, (this.surfaces.get(shown) ?? 0) + 1);
    this.types.set(type, (this.types.get(type) ?? 0) + weight);
  }
}

/** A mention whose actor may still change; becomes a `Mention` at the end. */
export interface OpenMention {
  readonly first: number;
  readonly after: number;
  readonly type: ActorType;
  kind: MentionKind;
  entity: Entity | null;
  status: Mention['status'];
  confidence: number;
  readonly found_by: string;
}
