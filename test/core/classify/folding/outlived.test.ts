import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../../scripts/diagnose-file.js';

const TRACEBACK = `Traceback (most recent call last):
  File "/app/kiln.py", line 31, in heat
    raise ValueError("too hot")
ValueError: too hot`;
const EXIT = '##[error]Process completed with exit code 2.';

async function headline(log: string): Promise<string | undefined> {
  const { diagnoses, unknown } = await diagnoseText(log, 'run.log');
  const known = diagnoses.find(({ primary }) => primary);
  return known?.pattern ?? unknown.find(({ primary }) => primary)?.occurrences[0]?.failure.message;
}

describe('what a program logged and went on after is not the headline over what ended it', () => {
  test('an exception below a level, followed by the same log', async () => {
    const log = `ERROR:kiln:will try again\n${TRACEBACK}\nINFO:kiln:heated on attempt 2\nkiln: error: no clay left\n${EXIT}`;
    expect(await headline(log)).toContain('no clay left');
  });
  test('an exception that ended a thread', async () => {
    const log = `Exception in thread Thread-1:\n${TRACEBACK}\nmake: *** No rule to make target 'pot', needed by 'all'.  Stop.`;
    expect(await headline(log)).toBe('make/no-rule');
  });
  test('a panic of a worker', async () => {
    const log = `thread 'worker-1' panicked at src/kiln.rs:2:5:\ntoo hot\nERROR kiln: worker is gone\nINFO kiln: going on\nError: could not open the door: jammed\n${EXIT}`;
    expect(await headline(log)).toContain('could not open the door');
  });
  test('it is one where nothing else says why', async () => {
    expect(await headline(`ERROR:kiln:gave up\n${TRACEBACK}\nINFO:kiln:bye\n${EXIT}`)).toBe('python/exception');
  });
  test('the last of several tries ended it', async () => {
    const log = `ERROR:kiln:one\n${TRACEBACK}\nINFO:kiln:again\n${TRACEBACK}\n${EXIT}`;
    expect(await headline(log)).toBe('python/exception');
  });
});

test('an error on the line above a panic is its reason', async () => {
  const log = `ERROR kiln::db: password authentication failed for user "potter"
thread 'main' panicked at src/main.rs:3:5:
no database`;
  expect(await headline(log)).toBe('postgres/auth');
});
