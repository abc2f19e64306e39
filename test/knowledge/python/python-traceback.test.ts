import { describe, expect, it } from 'vitest';
import { pythonTraceback } from '../../../src/knowledge/python/python-traceback.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(pythonTraceback, text).failures;
const trace = (...end: string[]) =>
  ['Traceback (most recent call last):', '  File "/srv/app.py", line 3, in main', '    run()', ...end].join('\n');

describe('recorded tracebacks', () => {
  it('end and place', () => {
    expect(read(recorded('python/attribute'))).toMatchObject([
      {
        tool: 'python',
        kind: 'exception',
        code: 'AttributeError',
        message: "AttributeError: 'NoneType' object has no attribute 'group'",
        location: { line: 10 },
      },
    ]);
  });

  it('a chain with notes is one failure, read to its root', () => {
    expect(read(recorded('python/key-chained'))).toMatchObject([
      {
        code: 'StartError',
        facts: { exception: 'StartError', rootException: 'KeyError', rootMessage: "'quantity'" },
        location: { file: expect.stringContaining('shop/prices.py') },
      },
    ]);
  });

  it('a group is told by the first exception it holds', () => {
    expect(read(recorded('python/exception-group'))).toMatchObject([
      {
        code: 'ValueError',
        message: 'ValueError: no stock for 2',
        location: { file: expect.stringContaining('shop/group.py'), line: 7 },
      },
    ]);
  });

  it('a server names itself above', () => {
    const [failure] = read(recorded('fastapi/unhandled-500'));
    expect(failure?.facts.announced).toMatch(/Exception in ASGI application/);
    expect(failure?.location?.file).toContain('app/main.py');
  });

  it('repeated frames', () => {
    expect(read(recorded('python/recursion'))).toMatchObject([{ code: 'RecursionError' }]);
  });

  it('numpy puts header and frame on one line, and explains above', () => {
    const failures = read(recorded('python/abi-mismatch'));
    expect(failures.map(({ code }) => code)).toEqual(['AttributeError', 'ImportError']);
    expect(failures[0]?.lines[0]?.text).toMatch(/^A module that was compiled using NumPy/);
  });
});

describe('where a traceback stands', () => {
  it.each([
    ['indented', '    ', '    '],
    ['behind a logger stamp, the rest without it', '12:00:01 ERROR ', ''],
    ['behind the same mark on every line', 'remote: ', 'remote: '],
  ])('%s', (_, first, rest) => {
    const text = trace('ValueError: x')
      .split('\n')
      .map((line, index) => (index === 0 ? first : rest) + line)
      .join('\n');
    expect(read(`${text}\nnext`)).toMatchObject([{ code: 'ValueError', message: 'ValueError: x' }]);
  });

  it('PowerShell pushes its own record between', () => {
    const [header, ...frames] = trace('ValueError: x').split('\n');
    const record = [
      'At line:1 char:1',
      '+ python app.py',
      '+ ~~~~~~~',
      '    + CategoryInfo          : NotSpecified: (x:String) [], RemoteException',
      '    + FullyQualifiedErrorId : NativeCommandError',
      ' ',
    ];
    expect(read([`python : ${header}`, ...record, ...frames].join('\n'))).toMatchObject([{ code: 'ValueError' }]);
  });

  it('two in a row are two', () => {
    expect(read(`${trace('ValueError: x')}\n${trace('KeyError: 1')}`).map(({ code }) => code)).toEqual([
      'ValueError',
      'KeyError',
    ]);
  });
});

describe('messages of several lines', () => {
  it('SQLAlchemy', () => {
    const [failure] = read(
      `${trace('sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) relation "a" does not exist', 'LINE 1: select * from a', '                      ^', '', '[SQL: select * from a]', '(Background on this error at: https://sqlalche.me/e/20/f405)')}\nother words`,
    );
    expect(failure?.lines.at(-1)?.text).toMatch(/^\(Background/);
  });

  it('pydantic', () => {
    const [failure] = read(
      `${trace('pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings', 'secret_key', '  Field required [type=missing, input_value={}, input_type=dict]')}\nother words`,
    );
    expect(failure).toMatchObject({ facts: { field: 'secret_key' } });
  });

  it('what others print below is not taken', () => {
    const [failure] = read(`${trace('ValueError: x')}\nINFO going on\nINFO still going`);
    expect(failure?.lines.at(-1)?.text).toBe('ValueError: x');
  });
});

describe('no failure', () => {
  it.each([
    ['the interpreter ignores it', `Exception ignored in: <function A.__del__ at 0x7f>\n${trace('ValueError: x')}`],
    [
      'the logging module complains about itself',
      `--- Logging error ---\n${trace('ValueError: I/O operation on closed file.')}`,
    ],
    ['a program that ends on purpose', trace('SystemExit: 0')],
    ['only the words', 'The report shows "Traceback (most recent call last):" here'],
    ['pytest tells it', `E   ${trace('ValueError: x').replaceAll('\n', '\nE   ')}`],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a command that ended badly', () => {
  it.each([
    "subprocess.CalledProcessError: Command '['ninja', '-v']' returned non-zero exit status 1.",
    'mockbuild.exception.Error: Command failed: ',
    'RuntimeError: make failed with exit code 2',
  ])('explains nothing: %s', (stated) => {
    const [failure] = read(trace(stated));
    expect(failure).toMatchObject({ role: 'wrapper' });
    expect(failure?.facts).not.toHaveProperty('exception');
  });

  it('is where a chain began, whatever was raised because of it', () => {
    const chained = [
      trace("subprocess.CalledProcessError: Command '['ninja']' returned non-zero exit status 1."),
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      trace('RuntimeError: the kiln was not built'),
    ].join('\n');
    expect(read(chained)).toMatchObject([{ role: 'wrapper' }]);
  });

  it('is a cause where something else was raised first', () => {
    expect(read(trace("KeyError: 'pear'"))).toMatchObject([{ role: 'cause' }]);
  });
});

describe('a task of Celery that raised', () => {
  const task =
    "[2026-11-29 01:02:03,123: ERROR/ForkPoolWorker-1] Task kiln.fire[0b1c-2d] raised unexpected: KeyError('clay')";

  it('did not end its worker, also where nothing follows', () => {
    expect(read([task, trace("KeyError: 'clay'")].join('\n'))).toMatchObject([
      { code: 'KeyError', facts: { fate: 'ended its task, and the worker went on' } },
    ]);
  });

  it('is no other program that raised', () => {
    const [failure] = read(trace("KeyError: 'clay'"));
    expect(failure?.facts).not.toHaveProperty('fate');
  });
});
