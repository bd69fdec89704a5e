/**
 * Flags from options that the library describes: name, type, default, choices and description stand in its zod schema alone,
 * and the library itself checks the values.
 */
import type { Options } from 'yargs';
import { z } from 'zod';
import { flagOf, withFlags } from './flag-names.js';

/** What is read of a schema's own description of itself. */
interface Described {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly items?: Described;
  readonly anyOf?: readonly Described[];
}

const FLAG_TYPES: Readonly<Record<string, 'string' | 'number' | 'boolean'>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

function propertiesOf(schema: z.ZodType): Readonly<Record<string, Described>> {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return properties as Readonly<Record<string, Described>>;
}

/** The flags of a schema's options, as yargs takes them. */
export function flagsOf(schema: z.ZodObject, group?: string): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(propertiesOf(schema)).map(([name, option]): [string, Options] => {
      // Of one that may be null too, what it is otherwise.
      const given = option.anyOf?.find(({ type }) => type !== 'null') ?? option;
      const type = FLAG_TYPES[given.items?.type ?? given.type ?? 'string'] ?? 'string';
      return [
        flagOf(name),
        {
          type,
          ...(given.items === undefined ? {} : { array: true }),
          ...(given.enum === undefined ? {} : { choices: given.enum }),
          ...(option.default === undefined || option.default === null ? {} : { default: option.default }),
          ...(type === 'boolean' ? {} : { requiresArg: true }),
          ...(group === undefined ? {} : { group }),
          describe: withFlags(option.description ?? '').replace(/\.$/, ''),
        },
      ];
    }),
  );
}

/** The values that were given for a schema's options, by their names in the library. */
export function optionsFrom<Schema extends z.ZodObject>(
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
): Partial<z.input<Schema>> {
  const given = Object.keys(schema.shape).flatMap((name) => {
    const value = values[flagOf(name)];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given) as Partial<z.input<Schema>>;
}

/** Option to description, as a schema has them. */
export function descriptionsOf(schema: z.ZodType): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(propertiesOf(schema)).map(([name, { description = '' }]) => [name, description]),
  );
}
