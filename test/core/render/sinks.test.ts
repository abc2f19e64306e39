import { SaxesParser } from 'saxes';
import { describe, expect, it, vi } from 'vitest';
import type { Evidence } from '../../../src/core/domain/diagnosis.js';
import type { Severity } from '../../../src/core/domain/pattern.js';
import { quote, splitQuoted, unmarked } from '../../../src/core/domain/quoted.js';
import { annotations } from '../../../src/core/render/annotations.js';
import { markerLine } from '../../../src/core/render/comment.js';
import { renderHtml } from '../../../src/core/render/html.js';
import { renderJson, toV1 } from '../../../src/core/render/json.js';
import { commandData, commandProperty, workflowCommand } from '../../../src/core/render/safe/command.js';
import { codeAddress, repositoryPath } from '../../../src/core/render/safe/path.js';
import { plain } from '../../../src/core/render/safe/terminal.js';
import { toSarif } from '../../../src/core/render/sarif.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { renderJunit } from '../../../src/core/render/tests/junit.js';
import { firstSentence, retrySafe, shortAddress } from '../../../src/core/render/words.js';
import { hostile } from './random.js';
import {
  diagnosis,
  evidence,
  hostileReport,
  manyReport,
  occurrence,
  RUN,
  redisReport,
  report,
  unknown,
} from './reports.js';

// Generous: the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

describe('quotations', () => {
  it('cannot be closed from inside', () => {
    expect(splitQuoted(`a ${quote('b\uE001c\uE000d')} e`)).toEqual([
      { quoted: false, text: 'a ' },
      { quoted: true, text: 'bcd' },
      { quoted: false, text: ' e' },
    ]);
    expect(splitQuoted('\uE001x\uE000y')).toEqual([
      { quoted: false, text: 'x' },
      { quoted: true, text: 'y' },
    ]);
    expect(unmarked(`${quote('x')}y`)).toBe('xy');
  });

  it('that belong together are one', () => {
    expect(splitQuoted(`${quote('a.rs')}:${quote('3')}`)).toEqual([{ quoted: true, text: 'a.rs:3' }]);
    expect(splitQuoted(`${quote('a')} ${quote('b')}`)).toHaveLength(3);
  });

  it('stand between backticks for people, once', () => {
    expect(plain(`${quote('x')} is \`not ${quote('y')}\` here`)).toBe('`x` is `not y` here');
    expect(plain(quote('all of it'))).toBe('all of it');
  });
});

describe('workflow commands', () => {
  it('escape as the runner unescapes', () => {
    expect(commandData('100% a:b,c\r\nd')).toBe('100%25 a:b,c%0Ad');
    expect(commandProperty('a:b,c%\n')).toBe('a%3Ab%2Cc%25%0A');
    expect(workflowCommand('error', { file: 'a,b.ts', line: 3, col: undefined }, 'x\n::warning::y')).toBe(
      '::error file=a%2Cb.ts,line=3::x%0A::warning::y',
    );
  });

  it('are one line each, whatever they carry', () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const command = workflowCommand('error', { file: hostile(seed), title: hostile(seed + 1) }, hostile(seed + 2));
      expect(command).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(command.slice(2).split('::')[0]?.match(/,/g)?.length).toBe(1);
    }
  });

  it('never come out of the terminal page or of JSON', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const value = hostileReport(`${hostile(seed)}\n  ::set-output name=a::b\n\u0085::error::x ##[set-env name=a]b`);
      for (const text of [
        renderTerminal(value, { colour: seed % 2 === 0, width: 40 + (seed % 80) }),
        renderJson(value),
      ]) {
        expect(text.split('\n').filter(acts)).toEqual([]);
      }
    }
  });
});

/** The runner's own two tests of a printed line, ActionCommand.cs. */
function acts(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[');
}

describe('the terminal page', () => {
  it('fits on one screen in brief, however much failed, and no line of it is wider', () => {
    for (const value of [redisReport(), manyReport(500), hostileReport('a\n::error::b ##[x]')]) {
      const lines = renderTerminal(value, { colour: false, width: 80, brief: true }).trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(32);
      // What would act as a command has a blank put in.
      expect(lines.filter((line) => line.length > 80 && !line.includes('## ['))).toEqual([]);
      expect(lines.filter(acts)).toEqual([]);
    }
    const [first, , line] = renderTerminal(redisReport(), { colour: false, width: 80, brief: true }).split('\n');
    expect(first).toBe('4 tests failed, 2 causes, 1 unexplained');
    expect(line).toMatch(/^P0 Nothing listens on the Redis address the tests use \(tests\/test_stream/);
  });

  it('wraps prose at the width and holds no control characters but its own colours', () => {
    for (const width of [60, 80, 120]) {
      const text = renderTerminal(redisReport(), { colour: false, width });
      const prose = text.split('\n').filter((line) => !/[│]|^ {6,}|^ {2}at |--/.test(line));
      expect(prose.filter((line) => line.length > width)).toEqual([]);
    }
    const coloured = renderTerminal(hostileReport('\x1b[2J\x07\x1b]0;title\x07 \x9b1A x'), { colour: true, width: 80 });
    expect(coloured.replace(/\x1b\[(?:1|2|22|31|32|33|36|39)m/g, '')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });
});

describe('annotations', () => {
  it('begin with the first place of each finding, so that a channel that shows few shows each of them', () => {
    const { diagnoses } = manyReport(500);
    const all = annotations(manyReport(500));
    expect(all).toHaveLength(diagnoses.flatMap(({ occurrences }) => occurrences).length);
    expect(new Set(all.slice(0, diagnoses.length).map(({ file }) => file)).size).toBe(
      new Set(diagnoses.map(({ occurrences: [first] }) => first?.failure.location?.file)).size,
    );
  });

  it('take their level from the severity, and are short enough', () => {
    const at = (severity: Severity) =>
      diagnosis({
        severity,
        rootCause: 'long '.repeat(5_000),
        occurrences: [occurrence('a.log', { location: { file: './src/a.rs', line: 0 } })],
      });
    const made = annotations(report({ diagnoses: (['P0', 'P1', 'P2', 'P3'] as const).map(at) }));
    expect(made.map((one) => one.level)).toEqual(['error', 'error', 'warning', 'notice']);
    expect(made.every((one) => one.message.length <= 4_096 && one.line >= 1 && one.file === 'src/a.rs')).toBe(true);
  });

  it('are made for places in the repository only', () => {
    const places = [
      '/usr/lib/python3/x.py',
      '../x.rs',
      '.venv/lib/python3.12/site-packages/x.py',
      'C:\\other\\x.rs',
      'https://x.example/a.js',
    ];
    expect(
      annotations(
        report({
          diagnoses: [
            diagnosis({ occurrences: places.map((file) => occurrence('a.log', { location: { file, line: 1 } })) }),
          ],
        }),
      ),
    ).toEqual([]);
  });
});

describe('paths', () => {
  it('are found below the usual checkouts', () => {
    expect(repositoryPath('/home/runner/work/orders/orders/src/a.rs')).toBe('src/a.rs');
    expect(repositoryPath('D:\\a\\orders\\orders\\src\\a.rs')).toBe('src/a.rs');
    expect(repositoryPath('/__w/orders/orders/tests/a.py')).toBe('tests/a.py');
    expect(repositoryPath('./app/[id]/page.tsx')).toBe('app/[id]/page.tsx');
    expect(repositoryPath('/rustc/abc/library/core/src/option.rs')).toBeUndefined();
  });

  it('become addresses only with a run that is known well enough', () => {
    expect(codeAddress(RUN, 'app/[id]/a b.tsx', 3)).toBe(
      `https://github.com/acme/orders/blob/${RUN.sha}/app/%5Bid%5D/a%20b.tsx#L3`,
    );
    expect(codeAddress({ ...RUN, sha: 'main' }, 'a.rs')).toBeUndefined();
    expect(codeAddress({ ...RUN, serverUrl: 'javascript:alert(1)' }, 'a.rs')).toBeUndefined();
    expect(codeAddress({ ...RUN, repository: 'a/b/../c' }, 'a.rs')).toBeUndefined();
  });
});

describe('JSON', () => {
  it('is the contract, nothing more', () => {
    const value = JSON.parse(renderJson(redisReport()));
    expect(Object.keys(value)).toEqual([
      'schema',
      'tool',
      'run',
      'status',
      'diagnoses',
      'unknown',
      'sources',
      'verdict',
    ]);
    expect(Object.keys(value.diagnoses[0])).toEqual([
      'pattern',
      'title',
      'severity',
      'cause',
      'confidence',
      'primary',
      'fingerprint',
      'state',
      'rootCause',
      'evidence',
      'fix',
      'verify',
      'prevention',
      'preserve',
      'captures',
      'failures',
      'explains',
      'alternatives',
      'hypotheses',
      'reproduce',
    ]);
    expect([...value.diagnoses, ...value.unknown].filter((one) => one.primary)).toHaveLength(1);
    expect(renderJson(redisReport())).not.toMatch(/[\uE000\uE001]/);
  });

  it('says when a quoted line was printed, and leaves out what there is nothing to say of', () => {
    const [line] = evidence('a.log', 1, 'error: x', ['error']);
    const timed = [{ ...(line as Evidence), time: '2026-11-22T04:53:51.7439207Z' }];
    const [found] = toV1(report({ diagnoses: [diagnosis({ evidence: timed })] })).diagnoses;
    expect(found?.evidence).toEqual([
      { source: 'a.log', line: 1, text: 'error: x', proof: true, time: '2026-11-22T04:53:51.7439207Z' },
    ]);
    expect(found).not.toHaveProperty('preserve');
  });

  it('means the same after the runner-proof writing', () => {
    const value = report({
      unknown: [unknown({ primary: true, evidence: evidence('a.log', 1, '##[error]x ::error::y', ['error']) })],
    });
    expect(JSON.parse(renderJson(value))).toEqual(JSON.parse(JSON.stringify(toV1(value))));
  });
});

describe('files for other tools', () => {
  it('JUnit is well-formed whatever the log held, and counts its failures', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const names: string[] = [];
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.fail(`seed ${seed}: ${error.message}`));
      parser.on('opentag', (tag) => names.push(tag.name));
      parser.write(renderJunit(hostileReport(hostile(seed)))).close();
      expect(names.filter((name) => name === 'failure')).toHaveLength(15);
    }
  });

  it('HTML holds no element and no attribute from outside', () => {
    const elements = (text: string) =>
      renderHtml(hostileReport(text))
        .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
        .match(/<[^>]*>/g)
        ?.map((tag) => tag.replace(/href="[^"]*"/, 'href'));
    const varying = /^<\/?(?:a href rel="noopener noreferrer nofollow"|a|code|p|b)>$/;
    const harmless = elements('q q')?.filter((tag) => !varying.test(tag));
    for (let seed = 1; seed <= 200; seed += 1) {
      const made = elements(hostile(seed).replace(/\s+/g, ' ')) ?? [];
      expect(made.filter((tag) => !varying.test(tag))).toEqual(harmless);
    }
  });

  it('SARIF points each result at its rule and at a place', () => {
    const { runs } = toSarif(redisReport(), []);
    const run = runs[0];
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.locations).toHaveLength(1);
    }
    expect(run?.results.map((result) => result.ruleId)).toEqual([
      'redis/connection-refused',
      'redis/connection-refused',
      'redis/connection-refused',
      'compose/dependency-failed',
      'unknown',
    ]);
  });
});

describe('words', () => {
  it('end the first sentence where it ends', () => {
    expect(firstSentence('It uses v1.2 of a.b, e.g. in tests. Then more.')).toBe('It uses v1.2 of a.b, e.g. in tests.');
    expect(firstSentence(`It says ${quote('No. Never. Ever.')} here. More.`)).toBe(
      `It says ${quote('No. Never. Ever.')} here.`,
    );
    expect(firstSentence('`a. b` stands. More')).toBe('`a. b` stands.');
    expect(firstSentence('A script without a #! line. More')).toBe('A script without a #! line.');
    expect(firstSentence('No end')).toBe('No end');
  });

  it('say when a rerun is worth a try', () => {
    expect([retrySafe(['flaky', 'infrastructure']), retrySafe(['flaky', 'code']), retrySafe([])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('shorten addresses, and keep a marker harmless', () => {
    expect(shortAddress('https://docs.example.com/a/very/long/way/to/the/page/that/explains/it.html')).toBe(
      'docs.example.com/…/it.html',
    );
    expect(markerLine('whydunit:a --> <b>')).toBe('<!-- whydunit:a - b -->');
  });
});

it('shows in brief where prose is cut', () => {
  const rootCause = `It ${'goes on and on '.repeat(40)}and ends.`;
  const [brief, full] = [true, false].map((is) =>
    renderTerminal(report({ diagnoses: [diagnosis({ rootCause })] }), { colour: false, width: 80, brief: is }),
  );
  expect(brief).toMatch(/goes on[^.]*…\n/);
  expect(full).toContain('and ends.');
});
