import { describe, expect, it } from 'vitest';
import { alembic } from '../../../src/knowledge/data/alembic.js';
import { postgresLog } from '../../../src/knowledge/data/postgres-log.js';
import { coverage } from '../../../src/knowledge/python/coverage.js';
import { pip } from '../../../src/knowledge/python/pip.js';
import { pythonFatal } from '../../../src/knowledge/python/python-fatal.js';
import { pythonResolver } from '../../../src/knowledge/python/python-resolver.js';
import { pythonSyntax } from '../../../src/knowledge/python/python-syntax.js';
import { unittest } from '../../../src/knowledge/python/unittest.js';
import { recorded, runParser } from '../run-parser.js';

describe('pip', () => {
  const of = (scenario: string) => runParser(pip, recorded(`pip/${scenario}`)).failures;

  it.each([
    ['no-matching-version', 'no-matching-distribution', 'flask', 'No matching distribution found for flask==99.0'],
    [
      'conflict',
      'conflict',
      undefined,
      'Cannot install -r requirements.txt (line 1) and werkzeug==1.0 because these package versions have conflicting dependencies.',
    ],
    ['wheel-build', 'build', 'pricing', '× Building wheel for pricing (pyproject.toml) did not run successfully.'],
    [
      'requires-python',
      'python-version',
      'pricing',
      expect.stringMatching(/^Package 'pricing' requires a different Python/),
    ],
    ['externally-managed', 'externally-managed', undefined, '× This environment is externally managed'],
    [
      'requirements-missing',
      'requirements-file',
      undefined,
      expect.stringMatching(/^Could not open requirements file/),
    ],
  ])('%s', (scenario, code, name, message) => {
    const failures = of(scenario);
    expect(failures).toMatchObject([{ tool: 'pip', kind: 'dependency', role: 'cause', code, message }]);
    expect(failures[0]?.name).toBe(name);
  });

  it('a build is one failure, with the words of the compiler as proof', () => {
    const [failure] = of('wheel-build');
    const key = failure?.lines.filter(({ number }) => failure.key.includes(number)).map(({ text }) => text.trim());
    expect(key).toContain('pricing.c:1:10: fatal error: pricecore.h: No such file or directory');
  });

  it('what could not be fetched is shown with it', () => {
    expect(of('no-index')[0]?.lines[0]?.text).toMatch(/^WARNING: Retrying/);
  });

  it('a later installation takes it back; warnings about other packages are none', () => {
    const { failures, recoveries } = runParser(pip, recorded('pip/installs'));
    expect(failures).toEqual([]);
    expect(recoveries).toMatchObject([{ tool: 'pip' }]);
  });

  it('the words of other versions', () => {
    const old =
      '  Could not find a version that satisfies the requirement foo (from versions: )\nNo matching distribution found for foo';
    expect(runParser(pip, old).failures).toMatchObject([{ code: 'no-matching-distribution', name: 'foo' }]);
    const legacy =
      '    ERROR: Command errored out with exit status 1:\n     command: /usr/bin/python3 -u -c x\n    Complete output (2 lines):\n    RuntimeError: no\n    ----------------------------------------\nERROR: Command errored out with exit status 1: python setup.py egg_info Check the logs for full command output.\nnext';
    expect(runParser(pip, legacy).failures).toMatchObject([{ code: 'build', span: { first: 1, last: 6 } }]);
  });
});

describe('uv and poetry', () => {
  it('uv', () => {
    expect(runParser(pythonResolver, recorded('pip/conflict-uv')).failures).toMatchObject([
      { code: 'conflict', facts: { installer: 'uv' } },
    ]);
    expect(runParser(pythonResolver, recorded('pip/lock-outdated-uv')).failures).toMatchObject([{ code: 'lock' }]);
    expect(runParser(pythonResolver, recorded('pip/wheel-build-uv')).failures).toMatchObject([
      { code: 'build', message: expect.stringContaining('build backend') },
    ]);
  });

  it('uv before its errors became plain', () => {
    const text =
      '  × No solution found when resolving dependencies:\n  ╰─▶ Because a==1 depends on b>=2 and you require b==1, we can\n      conclude that your requirements are unsatisfiable.\nnext';
    expect(runParser(pythonResolver, text).failures).toMatchObject([
      { code: 'conflict', message: expect.stringContaining('Because a==1'), span: { first: 1, last: 3 } },
    ]);
  });

  it('poetry reasons above its conclusion', () => {
    const text =
      'Resolving dependencies...\n\nBecause no versions of a match >1 and shop depends on a (>1), version solving failed.';
    expect(runParser(pythonResolver, text).failures).toMatchObject([
      { code: 'conflict', facts: { installer: 'poetry' } },
    ]);
  });
});

describe('unittest', () => {
  it('one failure for each block', () => {
    expect(runParser(unittest, recorded('pytest/assertion-unittest')).failures).toMatchObject([
      {
        tool: 'python',
        kind: 'test',
        code: 'AssertionError',
        name: 'tests.test_case.BasketTest.test_total',
        message: 'AssertionError: 614 != 647',
        location: { line: 8 },
      },
    ]);
  });

  it('the same words elsewhere are none', () => {
    expect(runParser(unittest, 'FAIL: test_x (a.B.test_x)\nERROR: test_y (a.B)').failures).toEqual([]);
  });
});

describe('the interpreter', () => {
  it('dies in native code, also behind the name of a test file', () => {
    expect(runParser(pythonFatal, recorded('python/segfault')).failures).toMatchObject([
      {
        kind: 'signal',
        code: 'Segmentation fault',
        location: { file: expect.stringContaining('tests/test_native.py'), line: 5 },
      },
    ]);
  });

  it('cannot parse a file it was started with', () => {
    const text = '  File "/srv/a.py", line 1\n    def x(:\n          ^\nSyntaxError: invalid syntax';
    expect(runParser(pythonSyntax, text).failures).toMatchObject([
      { code: 'SyntaxError', location: { file: '/srv/a.py', line: 1 } },
    ]);
    expect(
      runParser(pythonSyntax, "/srv/index.js:1\nconst x = ;\n          ^\n\nSyntaxError: Unexpected token ';'")
        .failures,
    ).toEqual([]);
  });
});

describe('databases and coverage', () => {
  it('alembic says it once, however often it prints it', () => {
    for (const scenario of ['revision-missing', 'multiple-heads', 'not-up-to-date', 'schema-drift']) {
      expect(runParser(alembic, recorded(`alembic/${scenario}`)).failures).toMatchObject([
        { tool: 'alembic', kind: 'command' },
      ]);
    }
    expect(runParser(alembic, recorded('alembic/checked')).failures).toEqual([]);
  });

  it('a server refuses a password; what it says of early clients is none', () => {
    expect(runParser(postgresLog, recorded('postgres/auth-server-log')).failures).toMatchObject([
      { kind: 'container', code: 'FATAL', message: 'password authentication failed for user "shop"' },
    ]);
    const early =
      '2026-01-01 00:00:00.000 UTC [9] FATAL:  the database system is starting up\n2026-01-01 00:00:00.000 UTC [9] FATAL:  role "root" does not exist';
    expect(runParser(postgresLog, early).failures).toEqual([]);
  });

  it('coverage report below its threshold', () => {
    expect(runParser(coverage, recorded('pytest/coverage-threshold-report')).failures).toMatchObject([
      { tool: 'python', code: 'coverage' },
    ]);
  });
});
