import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandFor } from '../../../src/core/shell/one-test.js';

/** All that a test's name can be asked for with. */
const RUNNERS = [
  ...['libtest', 'nextest', 'pytest', 'stestr', 'trial', 'go', 'jest', 'vitest', 'mocha', 'cypress', 'jasmine'],
  ...['playwright', 'node:test', 'rspec', 'phpunit', 'surefire', 'gradle', 'ctest', 'vstest'],
];
/** As runners print them around a name. */
const FRAMES: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `a.test.ts > ${name}`,
  (name) => `${name} > adds`,
  (name) => `[chromium] › ${name}:3:5 › adds`,
  (name) => `tests/a.py::test_a[${name}]`,
  (name) => `Shop.${name}(1)`,
];
const MARK = 'whydunit-was-here';
const ATTACKS = [
  `$(touch ${MARK})`,
  `\`touch ${MARK}\``,
  `; touch ${MARK} #`,
  `' ; touch ${MARK} ; '`,
  `'"'"'; touch ${MARK}`,
  `" ; touch ${MARK} ; "`,
  `\\'; touch ${MARK}; \\'`,
  `a\ntouch ${MARK}`,
  `a\r\ntouch ${MARK}`,
  `a\u2028touch ${MARK}`,
  `a && touch ${MARK}`,
  `a | touch ${MARK}`,
  `> ${MARK}`,
  '${IFS}touch${IFS}x',
  '!!',
  '{a,b}',
  '*',
  '~root/x',
];
/** What the runners themselves would take for more than a name. */
const OPTIONS = [
  '--config=evil.js',
  '-c',
  '-p evil',
  '--rootdir=/tmp',
  '-Dmaven.ext.class.path=evil.jar',
  '--init-script=evil.gradle',
  '@evil.txt',
  '/etc/passwd',
  '~/.ssh/id_rsa',
  'a/../../evil',
  '../evil',
];
/** What acts in the shells of Windows, inside single quotes as well. */
const WINDOWS = [
  'a & calc',
  'a | calc',
  'a > x',
  'a < x',
  '%COMSPEC%',
  'it\u2019; calc; \u2018',
  'a\u201a; calc',
  'a\u201b',
];
/** What nobody sees. */
const UNSEEN = [
  'a\u200bb',
  'a\u202eb',
  'a\u00a0b',
  'a\u3164b',
  'a\u034fb',
  'a\ufe0fb',
  'a\u{e0041}b',
  'a\u00adb',
  'a\0b',
  'a\u001b[2Kb',
];

const asked = (runner: string, name: string, file = 'cypress/e2e/cart.cy.ts') =>
  commandFor([{ tool: 'node', kind: 'test', name, location: { file }, facts: { runner } }]);
const all = (attacks: readonly string[]) =>
  RUNNERS.flatMap((runner) =>
    FRAMES.flatMap((frame) => attacks.map((attack) => ({ runner, attack, command: asked(runner, frame(attack)) }))),
  ).filter((each): each is typeof each & { command: string } => each.command !== undefined);

describe('the command that a failing test is shown with again, where a log chose its name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-names-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is one line of words to a shell, of which none does anything', () => {
    const commands = all([...ATTACKS, ...OPTIONS, ...WINDOWS, ...UNSEEN]).map(({ command }) => command);
    expect(commands.length).toBeGreaterThan(300);
    expect(commands.filter((command) => /[\r\n\u2028\u2029]/.test(command))).toEqual([]);
    // Each program in it is a function that writes down its words; `read` would split at what a quotation lets through.
    const programs = [...new Set(commands.map((command) => command.split(' ')[0] as string))];
    expect(programs.every((program) => /^[\w./-]+$/.test(program))).toBe(true);
    const script = commands.map((command) => `set -- ${command}\nprintf '%s\\n' "$#" >> words`).join('\n');
    const { status, stderr } = spawnSync('sh', ['-eu', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(existsSync(join(folder, MARK))).toBe(false);
    expect(readFileSync(join(folder, 'words'), 'utf8').trim().split('\n')).toHaveLength(commands.length);
  });

  it('begins no option, no file of arguments and no path that leads away', () => {
    const told = all(OPTIONS).flatMap(({ command }) => command.match(/'[^']*'|\S+/g) ?? []);
    const own = new Set(all(['adds']).flatMap(({ command }) => command.split(' ')));
    const strange = told.filter((word) => /^'?[-@/~]/.test(word) && !own.has(word));
    // What a runner's own option is given is in one word with it.
    expect(strange.filter((word) => !/^'?(?:--filter=|--test-name-pattern=|\/.*\/'?$)/.test(word))).toEqual([]);
    expect(told.filter((word) => word.includes('../'))).toEqual([]);
  });

  it.each(['--config=evil.cy.js', '-c.cy.js', '/tmp/evil.cy.js', '../evil.cy.ts', "a'b.cy.ts", 'a\nb.cy.ts'])(
    'names no file that leads away: %j',
    (file) => {
      expect(asked('cypress', 'adds', file)).toBeUndefined();
    },
  );

  it('is not made of what would act in a shell of Windows, nor of what nobody sees', () => {
    const told = all([...WINDOWS, ...UNSEEN]).map(({ command }) => command);
    expect(told.filter((command) => /[&|<>%\u2018-\u201b]/.test(command))).toEqual([]);
    expect(told.filter((command) => /[\p{C}\u00a0\p{Default_Ignorable_Code_Point}]/u.test(command))).toEqual([]);
  });

  it('is not made of a name that nobody could read', () => {
    expect(asked('pytest', `a.py::${'x'.repeat(290)}`)).toBeDefined();
    expect(asked('pytest', `a.py::${'x'.repeat(300)}`)).toBeUndefined();
  });
});
