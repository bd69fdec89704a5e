/** An actor in the making, and a mention whose actor may still change. */
import { ACTOR_TYPES, type ActorType, type Mention, type MentionKind } from './annotation.js';
import { describes, type Role } from './linking/roles.js';

export type Gender = 'male' | 'female';

/** Weight of a type that lexicon or registry gives, against one a mention. */
export const GIVEN_TYPE = 1000;

/** An actor in the making: what is known of it from the mentions linked so far. */
export class Entity {
  /** Folded full name, or the key that lexicon or registry gives. */
  key: string;
  name: string;
  /** The parts of its full name, folded. */
  parts: readonly string[];
  /** Whether key and name come from lexicon or registry and stay. */
  readonly fixed: boolean;
  type: ActorType = 'organisation';
  /** Surfaces of named mentions as headings show them, in the order met, and how often each. */
  readonly surfaces: string[] = [];
  readonly counts: number[] = [];
  /** Roles that title or apposition gave it. */
  readonly roles: Role[] = [];
  gender: Gender | null = null;
  /** Least confidence of the links that joined its names. */
  confidence = 1;
  /** Whether a name has been linked to it. */
  seen = false;
  /** Its place among the document's actors, once they are listed. */
  index = -1;
  readonly #types = [0, 0, 0, 0, 0];

  constructor(key: string, name: string, parts: readonly string[], fixed: boolean) {
    this.key = key;
    this.name = name;
    this.parts = parts;
    this.fixed = fixed;
  }

  /** Takes a type into account; the heaviest, of equals the one met first, is the actor's. */
  weigh(type: ActorType, weight: number): void {
    const weights = this.#types;
    const k = ACTOR_TYPES.indexOf(type);
    weights[k]! += weight;
    const now = ACTOR_TYPES.indexOf(this.type);
    if (weights[k]! > weights[now]!) this.type = type;
  }

  /** Mentions by name. */
  named = 0;

  /** Adds a mention by name. */
  addName(shown: string, type: ActorType): void {
    this.named++;
    const k = this.surfaces.indexOf(shown);
    if (k < 0) {
      this.surfaces.push(shown);
      this.counts.push(1);
    } else this.counts[k]!++;
    this.weigh(type, 1);
  }

  addRole(role: Role): void {
    const same = (own: Role): boolean => describes(own, role) && describes(role, own);
    if (!this.roles.some(same)) this.roles.push(role);
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

/** A mention not yet linked. All are made here: V8 reads objects fast that were made in one place. */
export function openMention(
  first: number,
  after: number,
  type: ActorType,
  kind: MentionKind,
  confidence: number,
  foundBy: string,
): OpenMention {
  return { first, after, type, kind, entity: null, status: 'unresolved', confidence, found_by: foundBy };
}
