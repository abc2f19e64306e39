import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

const FAILED = '##[error]Process completed with exit code 1.\n';
const traceback = (...lines: string[]) => `Traceback (most recent call last):\n${lines.join('\n')}\n`;
const headline = async (text: string) => (await diagnoseText(text, 'run.log')).diagnoses[0]?.pattern;

/** Whatever the frame shows, and how the interpreter of the time prints it. */
const MAPPINGS = {
  'a dictionary': traceback(
    '  File "/srv/kelp/limits.py", line 3, in size',
    '    return LIMITS["PAGE_SIZE"]',
    '           ~~~~~~^^^^^^^^^^^^^',
    "KeyError: 'PAGE_SIZE'",
  ),
  'an older interpreter': traceback(
    '  File "/srv/kelp/limits.py", line 3, in size',
    '    return limits["PAGE_SIZE"]',
    "KeyError: 'PAGE_SIZE'",
  ),
  'raised by hand': traceback(
    '  File "/srv/kelp/shelf.py", line 2, in take',
    '    raise KeyError(name)',
    "KeyError: 'SHELF_LABEL'",
  ),
  'a name that holds the letters': traceback(
    '  File "/srv/kelp/events.py", line 9, in route',
    '    return self.envelopes["ORDER_PAID"]',
    "KeyError: 'ORDER_PAID'",
  ),
};
const ENVIRONMENTS = {
  'os.environ': traceback(
    '  File "/srv/kelp/db.py", line 2, in <module>',
    '    DSN = os.environ["LEDGER_DSN"]',
    "KeyError: 'LEDGER_DSN'",
  ),
  'under another name, in a frame of the interpreter': traceback(
    '  File "/srv/kelp/db.py", line 4, in <module>',
    '    url = cfg["LEDGER_DSN"]',
    '          ~~~^^^^^^^^^^^^^^',
    '  File "<frozen os>", line 679, in __getitem__',
    "KeyError: 'LEDGER_DSN'",
  ),
  'of an older interpreter': traceback(
    '  File "/srv/kelp/db.py", line 4, in <module>',
    '    url = cfg["LEDGER_DSN"]',
    '  File "/usr/lib/python3.9/os.py", line 679, in __getitem__',
    '    raise KeyError(key) from None',
    "KeyError: 'LEDGER_DSN'",
  ),
};

describe('a KeyError whose key looks like a variable', () => {
  test.each(Object.entries(MAPPINGS))('is no variable: %s', async (_, text) => {
    expect(await headline(text + FAILED)).toBe('python/key');
    const compose = `${text.replace(/^(?=.)/gm, 'kelp-1  | ')}kelp-1 exited with code 1\n`;
    expect((await diagnoseText(compose, 'run.log')).diagnoses.map(({ pattern }) => pattern)).toEqual(['python/key']);
  });

  test.each(Object.entries(ENVIRONMENTS))('is one: %s', async (_, text) => {
    expect(await headline(text + FAILED)).toBe('container/env-missing');
  });

  test('where no line shows what was asked, both are told', async () => {
    const report = await diagnoseText(`KeyError: 'LEDGER_DSN'\n${FAILED}`, 'run.log');
    expect(report.diagnoses[0]).toMatchObject({ pattern: 'container/env-missing', confidence: 'medium' });
    expect(report.diagnoses[0]?.hypotheses?.map(({ title }) => title).join()).toContain('another mapping');
  });

  test('under pytest, whichever way it prints the frame', async () => {
    const text = (frame: string) => `=================================== FAILURES ===================================
___________________________________ test_pen ___________________________________
${frame}
=========================== short test summary info ============================
FAILED test_pen.py::test_pen - KeyError: 'PEN_COLOUR'
============================== 1 failed in 0.03s ===============================
`;
    const short = (source: string, more = '') =>
      text(`test_pen.py:6: in test_pen\n    ${source}\n${more}E   KeyError: 'PEN_COLOUR'`);
    const long = (more: string) => text(`\n    def test_pen():\n>       assert pens["PEN_COLOUR"]\n${more}`);
    const raised = "E       KeyError: 'PEN_COLOUR'\n\n";
    expect(await headline(short('assert pens["PEN_COLOUR"]'))).toBe('python/key');
    expect(await headline(short('assert os.environ["PEN_COLOUR"]'))).toBe('python/missing-variable');
    expect(await headline(short('assert pens["PEN_COLOUR"]', '<frozen os>:679: in __getitem__\n    ???\n'))).toBe(
      'python/missing-variable',
    );
    expect(await headline(long(`${raised}test_pen.py:6: KeyError`))).toBe('python/key');
    expect(
      await headline(
        long(
          `\ntest_pen.py:6:\n_ _ _ _ _\n\n>       raise KeyError(key) from None\n${raised}/usr/lib/python3.10/os.py:679: KeyError`,
        ),
      ),
    ).toBe('python/missing-variable');
  });
});
