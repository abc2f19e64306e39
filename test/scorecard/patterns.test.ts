import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { figure, measured } from './measured.js';

const home = mkdtempSync(join(tmpdir(), 'whydunit-patterns-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const MEGABYTE = 1_000_000;
/** Expressions that cost an engine that goes back more than anybody has. */
const HOSTILE = [
  '(a+)+$',
  '(a|aa)+$',
  '(a*)*b',
  '(.*)*x',
  '(a|a)*b',
  '([a-z]+)*1',
  '(x+x+)+y',
  '(\\w+\\s?)*$',
  '^(\\d+)*$',
  '(a?){50}a{50}',
  '(.*?,){30}P',
  '(a{1,100}){1,100}',
  '(?:a|b|ab)*c',
  '\\s*,\\s*$',
  '(?:.*a){20}',
  '.*.*.*=.*',
  '(ab?)*c',
  '(?:(?:a*)*)*b',
  '(a+b+)+c',
  '(?i)(a+)+Z',
  '((((a+)+)+)+)+b',
  '(\\S+@)+x',
  '(?:x?){1000}',
  '.{1000}.{1000}',
  '(a{0,1000}){0,1000}b',
  '(.+)+\\n',
  '(?:[^"]|"")*"x',
  '(\\.+)*!',
  '(-+)*>',
  '(=+)*<',
  '(a(b(c(d)*)*)*)*e',
  '([ab]*)*c',
  '(?:a.*b.*c.*)*d',
  '(?:\\d{1,3}\\.?)*x',
  '(.|\\s)*z',
  '(?:a+,?)+;',
  '(0+)*1',
  '([^/]+/)*x',
  '(?:\\w*\\W*)*9',
  '(aa|aab?)*z',
  '(?:.?){500}',
  '(a+)(a+)(a+)(a+)(a+)b',
  '(?:ab|a|b)*d',
  '(\\w*)*\\.',
  '(?:a{10}){100}',
  '(.*a){12}',
  '(x*)*y',
  '(?:(a)|b)*z',
  '([\\d.]+)+e',
  '(?:y+|y)+z',
];
const pattern = (expression: string) => `title: Hostile
severity: P3
cause: code
status: draft
when: {all: ['aaaaaaaa', '${expression.replaceAll("'", "''")}']}
root_cause: It is.
fix: [{text: Do.}]
prevention: ['Do not.']
examples:
  match: [{log: 'aaaaaaaab'}]
  no_match: [{because: nothing, log: 'nothing'}]
`;
/** Lines that made one of our own expressions slow, by its place in the line; see the issue. */
const SLOW: readonly ((size: number) => string)[] = [
  (size) => `error: a@0.0.${'0'.repeat(size)}`,
  (size) => `error: failed to compile \`a\` v${'a'.repeat(size)} x`,
  (size) => `error[E0001]: x\n --> a.rs:1:1\n  | ${'^0'.repeat(size / 2)}`,
  (size) => `${'|'.repeat(size)}x Traceback (most recent call last):`,
  (size) => `===== test session starts =====\n!!!!!! ! ${'Exit: a! '.repeat(size / 9)}`,
];

describe('[S6] nothing is worse than linear', () => {
  it('a megabyte on one line, made of what each built-in pattern looks for', async (context) => {
    const literals = [
      ...new Set(BUILT_IN.flatMap(({ when }) => [...when.all, ...when.any].flatMap((clause) => clause.literals))),
    ];
    const one = `${literals.join(' ')} `;
    const line = (size: number) => one.repeat(Math.ceil(size / one.length)).slice(0, size);
    const cost = async (size: number) =>
      (await measured(['-', '--format', 'json'], { input: [`${line(size)}\nerror: x\n`] })).seconds;
    const [start, half, whole] = [await cost(100), await cost(MEGABYTE / 2), await cost(MEGABYTE)];
    context.expect(whole - start).toBeLessThan(3 * (half - start) + 0.5);
    figure(
      context,
      `${literals.length} literals of ${BUILT_IN.length} patterns: ${(half - start).toFixed(1)} s for half, ${(whole - start).toFixed(1)} s for all`,
    );
  });

  it('lines that were made to hurt our own readers', async (context) => {
    const cost = async (size: number) => {
      const text = SLOW.map((make) => `${make(size)}\n`.repeat(6)).join('');
      return (await measured(['-', '--format', 'json'], { input: [text] })).seconds;
    };
    const [start, half, whole] = [await cost(10), await cost(15_500), await cost(31_000)];
    context.expect(whole - start).toBeLessThan(3 * (half - start) + 0.5);
    figure(
      context,
      `${SLOW.length} lines of 31 kB: ${(half - start).toFixed(1)} s for half, ${(whole - start).toFixed(1)} s for all`,
    );
  });

  it('fifty patterns of a user, refused with their place or harmless', async (context) => {
    const base = (await measured(['-', '--format', 'json'], { input: [`${'a'.repeat(MEGABYTE)}\n`] })).seconds;
    let [refused, worst] = [0, 0];
    for (const [index, expression] of HOSTILE.entries()) {
      const folder = join(home, String(index), 'house');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'hostile.yaml'), pattern(expression));
      const run = await measured(['-', '--format', 'json', '--patterns', 'house/*.yaml'], {
        cwd: join(home, String(index)),
        input: [`${'a'.repeat(MEGABYTE)}\n`],
      });
      if (run.code === 2) {
        context.expect(run.stderr).toMatch(/hostile\.yaml:\d+:\d+: /);
        refused++;
      } else worst = Math.max(worst, run.seconds - base);
    }
    context.expect(HOSTILE).toHaveLength(50);
    context.expect(worst).toBeLessThan(3);
    figure(context, `${refused} refused, the others at most ${worst.toFixed(1)} s`);
  });
});
