import { expect, test } from 'vitest';
import { completion } from '../../src/commands/completion.js';
import { mannerOf, parseArguments } from '../../src/settings/arguments.js';
import { COMMANDS, helpOf, OPTIONS } from '../../src/settings/command-line.js';

const read = (...args: string[]) => parseArguments(args, (path) => path === 'here.log');

test.each([
  [['help'], { command: 'help' }],
  [['-h'], { command: 'help' }],
  [['help', 'gate'], { command: 'help', topic: 'gate' }],
  [['gate', '--help'], { command: 'help', topic: 'gate' }],
  [['version'], { command: 'version' }],
  [['-v'], { command: 'version' }],
  [['-V'], { command: 'version' }],
  [['completion', 'fish'], { command: 'completion', shell: 'fish' }],
])('%j', (args, request) => expect(read(...args)).toEqual(request));

test('short options mean what the long ones do', () => {
  expect(read('-f', 'json', '-o', 'a.json', 'here.log')).toEqual(
    read('--format', 'json', '--output', 'a.json', 'here.log'),
  );
  expect(mannerOf(['-q', 'here.log', '--no-color'])).toEqual({ quiet: true, colourless: true });
});

test('a line is explained, several as several lines', () => {
  expect(read('explain', 'one', 'two')).toMatchObject({ command: 'explain', text: 'one\ntwo' });
  expect(() => read('explain')).toThrow('needs a line to explain');
});

test('a list of patterns is filtered, other actions are not', () => {
  expect(read('patterns', 'list', '--tool', 'git', '--severity', 'p1')).toMatchObject({
    filter: { tool: 'git', severity: 'P1' },
  });
  expect(() => read('patterns', 'show', 'git/lfs', '--json')).toThrow('takes no filter');
});

test('every command has a help of its own with its options, within ninety columns', () => {
  for (const command of COMMANDS) {
    const help = helpOf(command);
    for (const { name, commands } of OPTIONS)
      expect(new RegExp(`^ {2}(?:-\\w,| {3}) --${name}(?![\\w-])`, 'm').test(help), `${command} --${name}`).toBe(
        commands.includes(command),
      );
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  }
});

test('what may follow an option is completed after its letter too', () => {
  expect(completion('bash')).toMatch(/^ {4}--format\|-f\) COMPREPLY=\(\$\(compgen -W 'terminal markdown/m);
});
