import { describe, expect, it } from 'vitest';
import { wrangler } from '../../../src/knowledge/cloud/wrangler.js';
import { runParser } from '../run-parser.js';

const read = (...lines: string[]) => runParser(wrangler, lines.join('\n')).failures;
const LOGGED = '🪵  Logs were written to "/root/.config/.wrangler/logs/wrangler-1.log"';

describe('errors of wrangler', () => {
  it('end its command with a note where the log is; the reason is the error, with its details', () => {
    expect(
      read('✘ [ERROR] Processing wrangler.toml configuration:', '', '    - "name" is missing.', '', LOGGED),
    ).toMatchObject([{ tool: 'cloud', message: 'Processing wrangler.toml configuration: "name" is missing.' }]);
    expect(read('X [ERROR] fetch failed', '', LOGGED)).toMatchObject([{ message: 'fetch failed' }]);
  });

  it('what a worker printed while it was served, what esbuild says of a place, and what only stands there are none', () => {
    expect(read('[wrangler:info] Ready on http://localhost:8787', '✘ [ERROR] no more clay', '', LOGGED)).toEqual([]);
    expect(read('✘ [ERROR] Expected ";" but found "x"', '', '    src/index.ts:3:9:', '', LOGGED)).toEqual([]);
    expect(read('✘ [ERROR] no more clay', 'next line')).toEqual([]);
  });
});
