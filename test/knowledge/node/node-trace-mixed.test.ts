import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { nodeTrace } from '../../../src/knowledge/node/node-trace.js';
import { runParser } from '../run-parser.js';

const failures = (text: string) => runParser(nodeTrace, text).failures;

describe('the header of a stack', () => {
  it('is read behind a stamp of the program', () => {
    const text =
      "3 Mar 15:53:53 - TypeError: Cannot read property 'heat' of undefined\n    at fire (/srv/kiln.js:17:50)\nnpm ERR! code ELIFECYCLE";
    expect(failures(text)).toMatchObject([
      { message: "Cannot read property 'heat' of undefined", facts: { exception: 'TypeError' } },
    ]);
  });

  it('is no line of another program that runs into the stack', async () => {
    const log = [
      "(node:16) UnhandledPromiseRejectionWarning: Error: The process '/usr/bin/git' failed with exit code 1",
      ' ! [rejected]          main -> main (fetch first)',
      '    at ExecState._setResult (/home/runner/work/_actions/a/b/v3/toolrunner.js:574:25)',
      "error: failed to push some refs to 'https://github.com/acme/kiln.git'",
      '    at ExecState.CheckComplete (/home/runner/work/_actions/a/b/v3/toolrunner.js:557:18)',
    ].join('\n');
    const { diagnoses } = await diagnoseText(log, 'run.log');
    expect(diagnoses[0]?.pattern).toBe('git/push-rejected');
  });
});

describe('the place of an error', () => {
  it('is none of the files of older Node.js, which have no folder', () => {
    const text =
      'Error: x\n    at emitOne (events.js:116:13)\n    at fire (/srv/kiln.js:3:1)\n##[error]Process completed with exit code 1.';
    expect(failures(text)).toMatchObject([{ location: { file: '/srv/kiln.js', line: 3 } }]);
  });
});

describe('an error about a child', () => {
  it.each(["The process '/usr/bin/npx' failed with exit code 2", 'Command failed with exit code 1: vite build'])(
    'is a wrapper: %s',
    (message) => {
      const text = `Error: ${message}\n    at run (/srv/run.js:3:1)\n##[error]Process completed with exit code 1.`;
      expect(failures(text)).toMatchObject([{ role: 'wrapper' }]);
    },
  );
});

describe('npm that breaks while it tells of an error', () => {
  it('only wraps what it was about to tell', () => {
    const text =
      "(node:6) UnhandledPromiseRejectionWarning: TypeError: Cannot read property 'loaded' of undefined\n    at exit (/usr/local/lib/node_modules/npm/lib/utils/error-handler.js:97:27)\n##[error]Process completed with exit code 1.";
    expect(failures(text)).toMatchObject([{ role: 'wrapper' }]);
  });
});
