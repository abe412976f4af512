import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, GraphQLEnumType, parse } from 'graphql';

const root = join(import.meta.dirname, '../../..');
const schema = buildASTSchema(parse(readFileSync(join(root, 'graphql/tenant.graphql'), 'utf8')));

/** Values of an enum of the committed schema. */
export function enumValues(name: string): string[] {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLEnumType)) throw new Error(`${name} is not an enum of the schema`);
  return type.getValues().map((value) => value.name);
}

const codes = (file: string) =>
  [...readFileSync(join(root, 'services/domain/src', file), 'utf8').matchAll(/^\s+\w+ = "([A-Z_]+)",/gm)].map(
    (match) => match[1] ?? '',
  );

export const CODES_OF_REFUSALS = codes('refusal.rs');
export const AUDIENCE_NAMES = codes('audience.rs');
