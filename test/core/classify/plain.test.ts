import { expect, test } from 'vitest';
import { matchClause } from '../../../src/core/classify/expressions.js';
import { makeClause } from '../../../src/knowledge/catalogue/clause.js';

const clause = makeClause('relation "(?<relation>[^"]+)" does not exist');

test.each([
  ["Rust's Debug", 'Database(PgError { message: "relation \\"kilns\\" does not exist" })'],
  ['Debug inside Debug', 'Err("… \\\\\\"relation \\\\\\"kilns\\\\\\" does not exist")'],
  ["an editor's quotes", 'ERROR: relation “kilns” does not exist'],
])('words in %s are read', (_, text) => {
  expect(matchClause(clause, text)?.captures).toEqual({ relation: 'kilns' });
});
