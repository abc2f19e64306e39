import { readFileSync } from 'node:fs';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
}

const { components } = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as {
  components: { schemas: Readonly<Record<string, Schema>> };
};

/**
 * The least that GitHub's description lets pass as one of its things (`pull-request-simple`, `check-run`), so that an
 * imitation only has to say what a test is about.
 * @param name of the description's schema
 * @param said fields that matter; below them nothing is filled in
 */
export function sample<T extends object>(name: string, said: T): Record<string, unknown> & T {
  const schema = components.schemas[name];
  if (schema === undefined) throw new Error(`${name} is not in openapi.json`);
  return { ...(least(schema) as object), ...said } as Record<string, unknown> & T;
}

function least(schema: Schema): unknown {
  if (schema.$ref !== undefined) return least(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.nullable === true) return null;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => least(part) as object));
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined && schema.properties === undefined) return least(choice);
  if (schema.properties !== undefined || schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((key) => [key, least(schema.properties?.[key] ?? {})]));
  return LEAST[schema.format ?? ''] ?? LEAST[schema.type ?? ''] ?? '';
}

const LEAST: Readonly<Record<string, unknown>> = {
  uri: 'https://github.com/octo/app',
  'date-time': '2026-11-23T03:00:00Z',
  array: [],
  boolean: false,
  integer: 1,
  number: 1,
  string: 'x',
};
