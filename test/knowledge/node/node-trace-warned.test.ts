import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { nodeTrace } from '../../../src/knowledge/node/node-trace.js';
import { runParser } from '../run-parser.js';

const TRACE =
  'Error: getaddrinfo ENOTFOUND clay.test\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)';

describe('an error below a line that only warns', () => {
  it.each(['[cache:warn] Unable to fetch, falling back', 'WARN could not refresh', 'warning: using the old list'])(
    'was handled: %s',
    (warning) => {
      expect(runParser(nodeTrace, `${warning}\n${TRACE}\nReady`).failures).toEqual([]);
    },
  );

  it('is one where nothing warned', () => {
    expect(runParser(nodeTrace, `Could not refresh\n${TRACE}`).failures).toHaveLength(1);
  });

  it('does not explain what failed beside it', async () => {
    const log = `[cache:warn] Unable to fetch\n${TRACE}\nTypeError: heat is not a function\n    at fire (/srv/kiln.js:3:1)\n    at node:internal/main:1:1\n\nNode.js v22.1.0\n##[error]Process completed with exit code 1.`;
    const { diagnoses } = await diagnoseText(log, 'run.log');
    expect(diagnoses.map(({ pattern }) => pattern)).toEqual(['node/uncaught']);
  });
});
