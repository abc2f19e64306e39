import { describe, expect, it } from 'vitest';
import { alembic } from '../../../src/knowledge/data/alembic.js';
import { runParser } from '../run-parser.js';

const read = (text: string) => runParser(alembic, text).failures;

describe('alembic', () => {
  it('two heads, printed one below the other, are told once', () => {
    expect(read('$ alembic heads\n1a2b3c4d (head)\n5e6f7a8b (head)\n9c0d1e2f (head)')).toMatchObject([
      { tool: 'alembic', message: 'Two heads: 1a2b3c4d (head), 5e6f7a8b (head)' },
    ]);
  });

  it('one head, the same one twice, and branches that have labels are as they should be', () => {
    expect(read('1a2b3c4d (head)')).toEqual([]);
    expect(read('1a2b3c4d (head)\n1a2b3c4d (head)')).toEqual([]);
    expect(read('1a2b3c4d (billing) (head)\n5e6f7a8b (stock) (head)')).toEqual([]);
  });
});
