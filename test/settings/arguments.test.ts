import { describe, expect, test } from 'vitest';
import { KnownError } from '../../src/core/errors.js';
import { nearest } from '../../src/core/nearest.js';
import { mannerOf, parseArguments } from '../../src/settings/arguments.js';
import { terminalOf } from '../../src/settings/terminal.js';

const parse = (line: string, files: readonly string[] = []) =>
  parseArguments(line === '' ? [] : line.split(' '), (path) => files.includes(path));

function refusal(line: string): KnownError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error(`${line} was accepted`);
}

describe('arguments', () => {
  test('diagnose needs no name', () => {
    const wanted = { command: 'diagnose', paths: ['build.log'], format: 'terminal', failOn: 'P0', patterns: [] };
    expect(parse('build.log')).toEqual(wanted);
    expect(parse('diagnose build.log')).toEqual(wanted);
  });

  test('options stand anywhere, with = or a blank, in either case', () => {
    expect(
      parse(
        'a.log --format=json --fail-on p2 - --patterns x/*.yaml --patterns y.yaml --config c.yml --output out.json',
      ),
    ).toEqual({
      command: 'diagnose',
      paths: ['a.log', '-'],
      format: 'json',
      failOn: 'P2',
      patterns: ['x/*.yaml', 'y.yaml'],
      config: 'c.yml',
      output: 'out.json',
    });
  });

  test('containers are enough to read, all that died or those that are named', () => {
    expect(parse('--docker')).toMatchObject({ command: 'diagnose', paths: [], containers: [] });
    expect(parse('--containers web --docker --containers label=tier=back')).toMatchObject({
      containers: ['web', 'label=tier=back'],
    });
    expect(parse('build.log')).not.toHaveProperty('containers');
    expect(refusal('patterns list --docker').message).toMatch(/does not belong to patterns/);
  });

  test('report needs one report and the kind of document', () => {
    expect(parse('report --kind BUG report.json --output bug.md')).toEqual({
      command: 'report',
      kind: 'bug',
      path: 'report.json',
      output: 'bug.md',
    });
    expect(parse('report - --kind=status')).toEqual({ command: 'report', kind: 'status', path: '-' });
    expect(refusal('report a.json b.json --kind bug').message).toMatch(/exactly one report/);
    expect(refusal('report a.json').message).toMatch(/needs --kind/);
    expect(refusal('report a.json --kind bug --format json').message).toMatch(/does not belong to report/);
  });

  test('after -- everything is a path', () => {
    expect(parse('-- gate --help')).toMatchObject({ command: 'diagnose', paths: ['gate', '--help'] });
  });

  test('a command alone is enough to read', () => {
    expect(parseArguments(['--run', 'cargo test'], () => false)).toMatchObject({ paths: [], run: 'cargo test' });
  });

  test('a file with the name of a mistyped command is a file', () => {
    expect(parse('diagnos', ['diagnos'])).toMatchObject({ command: 'diagnose', paths: ['diagnos'] });
  });

  test.each([
    ['--help', 'help'],
    ['-h', 'help'],
    ['--version', 'version'],
  ])('%s', (line, command) => {
    expect(parse(line)).toEqual({ command });
  });

  test.each<[string, KnownError['kind'], RegExp]>([
    ['', 'no-input', /Name a log file/],
    ['--formt json a', 'unknown-option', /--formt: is no option.*Did you mean --format\?/],
    ['--xyzzy a', 'unknown-option', /--help/],
    ['-x a', 'unknown-option', /-x: is no option/],
    ['--format', 'bad-option', /needs a value/],
    ['--format --fail-on P0 a', 'bad-option', /needs a value/],
    ['--output= a', 'bad-option', /needs a value/],
    ['--help=yes a', 'bad-option', /takes no value/],
    ['--format xml a', 'bad-option', /terminal, markdown, json, junit, ctrf, sarif, html, agent/],
    ['--format markdwon a', 'bad-option', /Did you mean markdown/],
    ['--fail-on P9 a', 'bad-option', /P0, P1, P2, P3, any, never/],
    ['--docker=yes', 'bad-option', /takes no value/],
    ['--containers', 'bad-option', /needs a value/],
    ['--config= a', 'bad-option', /needs a value/],
    ['gate', 'no-input', /Neither a report nor a ledger/],
    ['gate --record a', 'bad-option', /needs a ledger/],
    ['gate --format json a', 'bad-option', /does not belong to gate/],
    ['merge', 'no-input', /No report was named/],
    ['collect web', 'bad-option', /takes no further words.*--containers web/],
    ['collect --output -', 'bad-option', /Name a folder/],
    ['collect --metrics localhost:9090', 'bad-option', /is no address.*http:/],
    ['collect --format json', 'bad-option', /does not belong to collect/],
    ['diagnoze a', 'unknown-command', /Did you mean diagnose/],
    ['patterns', 'unknown-command', /list, show ID/],
    ['patterns lsit', 'unknown-command', /Did you mean patterns list/],
    ['patterns show', 'bad-option', /exactly one/],
    ['patterns list x', 'bad-option', /show ID/],
    ['patterns list --fail-on P0', 'bad-option', /does not belong to patterns/],
  ])('%s is refused', (line, kind, words) => {
    const error = refusal(line);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expect(error.exitCode).toBe(2);
  });
});

test('how much is told is a manner of each command that tells a report', () => {
  expect(mannerOf(['a.log', '--brief'])).toMatchObject({ detail: 'brief' });
  expect(mannerOf(['merge', '--full', 'a.json'])).toMatchObject({ detail: 'full' });
  expect(mannerOf(['a.log'])).not.toHaveProperty('detail');
  expect(() => parse('gate a.json --brief')).toThrow(/does not belong to gate/);
});

test('collect takes a place, containers, metrics and screens, and needs none of them', () => {
  expect(parseArguments(['collect'], () => false)).toEqual({
    command: 'collect',
    containers: [],
    metrics: [],
    consoles: [],
  });
  const line = ['collect', '--output', 'evidence.zip', '--containers', 'web-*', '--containers', 'project=shop'];
  const request = { command: 'collect', output: 'evidence.zip', containers: ['web-*', 'project=shop'] };
  expect(parseArguments(line, () => false)).toMatchObject(request);
  const beside = ['collect', '--metrics', 'http://localhost:9090/metrics', '--console', 'a.txt', '--console', 'b.txt'];
  expect(parseArguments(beside, () => false)).toMatchObject({
    metrics: ['http://localhost:9090/metrics'],
    consoles: ['a.txt', 'b.txt'],
  });
});

test('the nearest word is a near one, or none', () => {
  const words = ['format', 'output', 'fail-on', 'patterns'];
  expect(nearest('fromat', words)).toBe('format');
  expect(nearest('OUTPUT', words)).toBe('output');
  expect(nearest('pattern', words)).toBe('patterns');
  expect(nearest('colour', words)).toBeUndefined();
  expect(nearest('x'.repeat(10_000), words)).toBeUndefined();
});

test.each([
  [{ isTTY: true, columns: 100 }, {}, { colour: true, width: 100 }],
  [{ isTTY: true, columns: 400 }, { NO_COLOR: '1' }, { colour: false, width: 120 }],
  [{ isTTY: true, columns: 10 }, { TERM: 'dumb' }, { colour: false, width: 40 }],
  [{}, {}, { colour: false, width: 80 }],
  [{}, { FORCE_COLOR: '1' }, { colour: true, width: 80 }],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, { colour: false, width: 80 }],
])('colour and width of %j with %j', (stream, env, wanted) => {
  expect(terminalOf(stream, env)).toEqual(wanted);
});
