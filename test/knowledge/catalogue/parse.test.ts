import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../../src/knowledge/catalogue/parse.js';
import { idOf } from '../../../src/knowledge/catalogue/pattern-id.js';
import type { PatternText } from '../../../src/knowledge/catalogue/pattern-set.js';
import { withUserPatterns } from '../../../src/knowledge/catalogue/user-patterns.js';

const GOOD = `title: The disk is full
severity: P2
cause: infrastructure
status: draft
when:
  all: ['write (?<path>/\\S+): no space left on device']
root_cause: |
  {path} is on a full disk.
fix:
  - text: See what fills it.
    run: df -h
  - text: Free some space. This deletes unused images.
    run: docker system prune -af
    destructive: true
prevention: ['Use a larger disk.']
examples:
  match: [{log: 'write /x: no space left on device', captures: {path: /x}}]
  no_match: [{because: plenty, log: 'write /x: ok'}]
`;

const refusal = (text: string): string => {
  try {
    parsePattern('my/disk', 'my/disk.yaml', text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

test('a good file becomes a pattern with its literals', () => {
  const { pattern, match } = parsePattern('my/disk', 'my/disk.yaml', GOOD);
  expect(pattern).toMatchObject({
    id: 'my/disk',
    severity: 'P2',
    when: { all: [{ literals: [': no space left on device'] }] },
  });
  expect(match[0]?.captures).toEqual({ path: '/x' });
});

const joined = (files: readonly PatternText[]) =>
  withUserPatterns([], files, (id, { path, text }) => parsePattern(id, path, text).pattern);

describe('a mistake names file, line, column and what to write instead', () => {
  test.each([
    ['unknown severity', GOOD.replace('P2', 'P7'), /^my\/disk\.yaml:2:11: 'severity' inval/],
    ['unknown key', GOOD.replace('cause: inf', 'cuase: x\ncause: inf'), /^my\/disk\.yaml:3:1: Unknown key 'cuase'/],
    ['misspelt key', GOOD.replace('title:', 'titel:'), /^my\/disk\.yaml:1:1: Unknown key 'titel'/],
    ['missing key', GOOD.replace('title: The disk is full\n', ''), /'title' is missing/],
    ['long title', GOOD.replace('The disk is full', 'x'.repeat(73)), /^my\/disk\.yaml:1:8: 'title' is longer than 72/],
    ['look-ahead', GOOD.replace("'write ", "'(?=a)write "), /^my\/disk\.yaml:6:9: .*use 'none'/],
    ['unbalanced', GOOD.replace('(?<path>', '(?<path>('), /^my\/disk\.yaml:6:9: .*missing closing \)/],
    ['back-reference', GOOD.replace('device', 'device \\1'), /^my\/disk\.yaml:6:9:/],
    [
      'no literal',
      GOOD.replace("write (?<path>/\\S+): no space left on device'", "\\w+ \\d+'"),
      /^my\/disk\.yaml:6:9: .*no fixed text of 4 characters/,
    ],
    ['RE2 only', GOOD.replace('device', 'device\\z'), /write \^ or \$/],
    [
      'matches everything',
      GOOD.replace(/ {2}all: .*\n/, '  tools: [docker]\n'),
      /^my\/disk\.yaml:6:3: The pattern would match everything/,
    ],
    ['too large a repetition', GOOD.replace('device', '(?:a{1,500}){1,50}device'), /^my\/disk\.yaml:6:9:/],
    [
      'unknown tool',
      GOOD.replace("  all: ['", "  tools: [dokcer]\n  all: ['"),
      /^my\/disk\.yaml:6:11: 'when\.tools\.0'/,
    ],
    ['broken YAML', `${GOOD}\n  bad: [`, /^my\/disk\.yaml:\d+:\d+: /],
    ['duplicate key', `title: x\n${GOOD}`, /^my\/disk\.yaml:2:1: .*unique/],
    ['a list', '- a', /^my\/disk\.yaml:1:1: The file holds no mapping/],
    ['empty', '', /The file holds no mapping/],
    ['__proto__', `${GOOD}__proto__: {a: 1}\n`, /__proto__/],
    ['too large', `# ${'x'.repeat(300_000)}`, /larger than 256 kB/],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
  });

  test('bombs are refused quickly', () => {
    const aliases = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
      .join('\n')}`;
    expect(refusal(aliases)).toMatch(/my\/disk\.yaml/);
    expect(refusal(`title: ${'['.repeat(20_000)}`)).toMatch(/my\/disk\.yaml/);
  });
});

describe('a set of patterns', () => {
  const file = (path: string, extra = ''): { path: string; text: string } => ({ path, text: GOOD + extra });

  test('patterns that yield to each other are refused', () => {
    expect(() => joined([file('my/a.yaml', 'yields_to: [my/b]'), file('my/b.yaml', 'yields_to: [my/a]')])).toThrow(
      /in a circle: my\/a → my\/b → my\/a/,
    );
  });

  test('a reference to nothing is refused', () => {
    expect(() => joined([file('my/a.yaml', 'explains: [my/nothing]')])).toThrow(
      /my\/a\.yaml: It refers to my\/nothing/,
    );
  });

  test('the same id twice is refused', () => {
    expect(() => joined([file('a/my/x.yaml'), file('b/my/x.yaml')])).toThrow(/already used by a\/my\/x\.yaml/);
  });

  test('the path is the id', () => {
    expect(idOf('.github\\whydunit\\my\\x.yml')).toBe('my/x');
    expect(() => idOf('X.yaml')).toThrow(/family\/name/);
  });
});
