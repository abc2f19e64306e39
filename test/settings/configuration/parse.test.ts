import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { NO_CONFIGURATION } from '../../../src/settings/configuration/configuration.js';
import { parseConfiguration } from '../../../src/settings/configuration/parse.js';
import { configurationFile } from '../../../src/settings/configuration/schema.js';

const PATH = '.github/whydunit.yml';

const GOOD = `# yaml-language-server: $schema=…
severity:
  docker/no-space: P3
  rust/*: P0
disable: [python/slow-tests, 'tokio/*']
patterns: ['.whydunit/patterns/**/*.yaml']
thresholds:
  metrics/error-rate:
    errorRate: 5
  tokio/spinning-task:
    polls: '>= 2000'
waivers:
  - pattern: docker/no-space
    reason: the new runners come in January
    owner: '@octo/core'
    expires: 2027-01-31
  - fingerprint: '5d8e1f2a3b4c6d70'
    reason: being rewritten
    owner: mona
    expires: '2026-12-24'
redact: ['acme-[0-9a-f]{8}', 'ticket=(?<secret>\\S+)']
packs: ['npm:@acme/patterns@1.2.0#sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']
`;

const refusal = (text: string): string => {
  try {
    parseConfiguration(PATH, text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

/** `GOOD` with one thing changed, which must be there to be changed. */
const but = (from: string, to: string): string => {
  if (!GOOD.includes(from)) throw new Error(`not in the example: ${from}`);
  return GOOD.replace(from, to);
};

test('a good file becomes a configuration, each part with its place', () => {
  expect(parseConfiguration(PATH, GOOD)).toEqual({
    severity: [
      { pattern: 'docker/no-space', severity: 'P3', at: `${PATH}:3:20` },
      { pattern: 'rust/*', severity: 'P0', at: `${PATH}:4:11` },
    ],
    disable: [
      { pattern: 'python/slow-tests', at: `${PATH}:5:11` },
      { pattern: 'tokio/*', at: `${PATH}:5:30` },
    ],
    patterns: ['.whydunit/patterns/**/*.yaml'],
    packs: [
      {
        written: 'npm:@acme/patterns@1.2.0',
        address: { host: 'npm', name: '@acme/patterns', version: '1.2.0' },
        checksum: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      },
    ],
    thresholds: [
      { pattern: 'metrics/error-rate', fact: 'errorRate', condition: '5', at: `${PATH}:9:16` },
      { pattern: 'tokio/spinning-task', fact: 'polls', condition: '>= 2000', at: `${PATH}:11:12` },
    ],
    waivers: [
      {
        covers: { pattern: 'docker/no-space' },
        reason: 'the new runners come in January',
        owner: '@octo/core',
        expires: '2027-01-31',
        at: `${PATH}:13:5`,
      },
      {
        covers: { fingerprint: '5d8e1f2a3b4c6d70' },
        reason: 'being rewritten',
        owner: 'mona',
        expires: '2026-12-24',
        at: `${PATH}:17:5`,
      },
    ],
    redact: ['acme-[0-9a-f]{8}', 'ticket=(?<secret>\\S+)'],
  });
});

test('the layout of the comment may be laid down', () => {
  const { template } = parseConfiguration(PATH, 'template: |\n  ## Shop\n  {{headline}}\n');
  expect(template).toEqual({ parts: ['## Shop', { slot: 'headline' }] });
});

test.each([
  ['nothing', ''],
  ['comments', '# later\n'],
  ['an empty document', '---\n...\n'],
  ['keys without values', 'severity:\ndisable:\npatterns:\nthresholds:\nwaivers:\ntemplate:\nredact:\n'],
])('%s is an empty configuration', (_, text) => {
  expect(parseConfiguration(PATH, text)).toEqual(NO_CONFIGURATION);
});

describe('a mistake names file, line, column and what to try', () => {
  test.each([
    [
      'a misspelt key',
      but('waivers:', 'waiver:'),
      /:12:1: Unknown key 'waiver' in the file\. Did you mean 'waivers'\?$/,
    ],
    [
      'a strange key',
      but('disable:', 'fail-on:'),
      /:5:1: Unknown key 'fail-on' .* The keys here are severity, disable,/,
    ],
    [
      'a misspelt key of a waiver',
      but('    owner: mona', '    ower: mona'),
      /:19:5: Unknown key 'ower' in waivers\.1\. Did you mean 'owner'\?$/,
    ],
    ['a severity', but('P3', 'P9'), /:3:20: 'severity\.docker\/no-space' .*"P0"\|"P1"\|"P2"\|"P3"/],
    [
      'no id',
      but('docker/no-space: P3', 'No Space: P3'),
      /:3:3: 'No Space' is no pattern id; write family\/name or family\/\*/,
    ],
    ['no id to disable', but('python/slow-tests', 'slow'), /:5:11: 'disable\.0' is no pattern id/],
    ['a family with limits', but('metrics/error-rate:', 'metrics/*:'), /:8:3: 'metrics\/\*' is no pattern id/],
    [
      'words for a limit',
      but('errorRate: 5', 'errorRate: five'),
      /:9:16: 'thresholds\..*' is neither a number nor a comparison with one; write e\.g\. 5 or '>= 5'/,
    ],
    ['an infinite limit', but('errorRate: 5', 'errorRate: .inf'), /:9:16: 'thresholds\..*' is neither a number/],
    ['a glob that leads out', but('.whydunit/p', '../p'), /:6:12: 'patterns\.0' leads out of the repository/],
    ['an absolute glob', but('.whydunit/p', '/etc/p'), /:6:12: 'patterns\.0' leads out of the repository/],
    [
      'a pack of no single version',
      but('@1.2.0#', '@latest#'),
      /:22:9: 'npm:@acme\/patterns@latest#sha256-A+=' is no pack of one version; write npm:NAME@1\.2\.3/,
    ],
    ['a pack without a checksum', but('@1.2.0#sha256-', '@1.2.0#sha1-'), /:22:9: 'npm:.*' has a checksum that is none/],
    [
      'a waiver for nothing',
      but('  - pattern: docker/no-space\n   ', '  -'),
      /:13:5: 'waivers\.0' needs either 'pattern' or 'fingerprint', and not both/,
    ],
    [
      'a waiver for two',
      but('  - fingerprint', '  - pattern: a/b\n    fingerprint'),
      /:17:5: 'waivers\.1' needs either/,
    ],
    [
      'a fingerprint read as a number',
      but("'5d8e1f2a3b4c6d70'", '1234567890123456'),
      /:17:18: 'waivers\.1\.fingerprint' is no text; write the fingerprint in quotes/,
    ],
    ['no fingerprint', but("'5d8e1f2a3b4c6d70'", 'all'), /:17:18: 'waivers\.1\.fingerprint' is no fingerprint/],
    ['no reason', but('    reason: being rewritten\n', ''), /:17:5: 'waivers\.1\.reason' is missing/],
    ['an empty reason', but('being rewritten', "' '"), /:18:13: 'waivers\.1\.reason' is empty/],
    ['no owner', but('    owner: mona\n', ''), /:17:5: 'waivers\.1\.owner' is missing/],
    ['no expiry', but("    expires: '2026-12-24'\n", ''), /:17:5: 'waivers\.1\.expires' is missing/],
    ['a day there is not', but('2026-12-24', '2026-02-30'), /:20:14: 'waivers\.1\.expires' is no date/],
    [
      'a date in words',
      but("'2026-12-24'", 'next week'),
      /:20:14: 'waivers\.1\.expires' is no date; write the last day it holds as YYYY-MM-DD/,
    ],
    ['look-ahead', but("'acme-[", "'(?=x)acme-["), /:21:10: Expression '\(\?=x\)acme.*look-around is not linear/],
    ['a back-reference', but("'acme-[", "'\\1acme-["), /:21:10: Expression /],
    [
      'an expression that matches nothing at all',
      but("'acme-[0-9a-f]{8}'", "'a*'"),
      /:21:10: Expression 'a\*': it matches the empty text/,
    ],
    ['a layout without the headline', 'template: Hello\n', /:1:11: The layout holds no \{\{headline\}\}/],
    ['a list', '- a\n', /:1:1: The file holds no mapping\. Begin with a key, e\.g\. 'waivers:'/],
    ['a word', 'waivers', /:1:1: The file holds no mapping/],
    ['two documents', `${GOOD}---\na: 1\n`, /:23:\d+: .*multiple documents/],
    ['broken YAML', `${GOOD}disabel: [`, /:23:\d+: /],
    ['a tab', 'severity:\n\tdocker/no-space: P1\n', /:2:1: /],
    ['a list as a key', '? [a]\n: 1\n', /:1:3: A key is no text/],
    ['a merge key', `x: &x {a: P0}\nseverity:\n  <<: *x\n`, /:1:1: Unknown key 'x'/],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
    expect(refusal(text)).toMatch(/^\.github\/whydunit\.yml:\d+:\d+: [^\n]+$/);
  });
});

describe('[B5] what is made to hurt is refused with its line, without being read to its end', () => {
  const nine = 'bcdefghijk'.split('');
  const bomb = nine.map(
    (key, index) => `${key}: &${key} [${Array(9).fill(index === 0 ? 'x' : `*${nine[index - 1]}`)}]`,
  );
  test.each([
    ['an alias bomb', bomb.join('\n'), /:4:\d+: There are more than 20 aliases/],
    [
      'few aliases that multiply',
      [
        `a: &a [x, x]`,
        ...nine.map(
          (key, index) =>
            `${key}: &${key} [*${index === 0 ? 'a' : nine[index - 1]}, *${index === 0 ? 'a' : nine[index - 1]}]`,
        ),
      ].join('\n'),
      /:\d+:\d+: (?:Excessive alias count|Unknown key)/,
    ],
    ['an alias of itself', 'a: &a [*a]\n', /:\d+:\d+: /],
    ['flow sequences, 20,000 deep', `disable:\n  ${'['.repeat(20_000)}`, /:2:\d+: The YAML is nested too deeply/],
    ['flow mappings, 20,000 deep', `\nseverity: ${'{a: '.repeat(20_000)}`, /:2:\d+: The YAML is nested too deeply/],
    ['block sequences, 20,000 deep', `disable:\n${'- '.repeat(20_000)}a`, /:2:\d+: The YAML is nested too deeply/],
    [
      'block mappings, 700 deep',
      Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      /:\d+:\d+: The YAML is nested too deeply/,
    ],
    [
      '10 MB',
      `redact:\n${"- 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n".repeat(260_000)}`,
      /:\d{4}:\d+: The file is larger than 256 kB/,
    ],
    ['10 MB in one line', `redact: ['${'a'.repeat(10_000_000)}']`, /:1:\d+: The file is larger than 256 kB/],
    [
      '60,000 keys, one of them twice',
      `severity:\n${Array.from({ length: 30_000 }, (_, n) => ` ${n}: a\n`).join('')} 7: b\n`,
      /:\d+:\d+: (?:The key '7' is not unique|The file is larger)/,
    ],
    ['a key twice', `${GOOD}disable: []\n`, /:23:1: The key 'disable' is not unique/],
    ['a pattern twice', but('  rust/*', '  docker/no-space'), /:4:3: The key 'docker\/no-space' is not unique/],
    ['__proto__ at the top', `${GOOD}__proto__: {a: 1}\n`, /:23:1: '__proto__' cannot be a key/],
    ['__proto__ where any name may stand', but('  rust/*:', '  "__proto__":'), /:4:3: '__proto__' cannot be a key/],
    [
      'constructor where any fact may stand',
      but('errorRate: 5', 'constructor: x'),
      /:9:18: 'thresholds\.metrics\/error-rate\.constructor'/,
    ],
    ['NUL bytes', 'severity:\n  \u0000\u0000: P0\n', /:2:\d+: /],
  ])('%s', (_, text, message) => {
    const said = refusal(text);
    expect(said).toMatch(message);
    expect(said.startsWith(`${PATH}:`)).toBe(true);
    expect({}).not.toHaveProperty('a');
  });
});

test('a test in quarantine is waived by its name, with all that a waiver has', () => {
  const text = "quarantine:\n  - {test: 'a.py::test_x', reason: races, owner: mona, expires: 2027-01-31}\n";
  const { waivers } = parseConfiguration(PATH, text);
  const terms = { reason: 'races', owner: 'mona', expires: '2027-01-31' };
  expect(waivers).toEqual([{ covers: { test: 'a.py::test_x' }, ...terms, at: `${PATH}:2:5` }]);
  expect(refusal("quarantine:\n  - {test: 'a.py::test_x', reason: races, owner: mona}\n")).toContain('expires');
});

test('the schema for editors is the one the program checks by', () => {
  const kept = JSON.parse(readFileSync('src/settings/configuration/configuration.schema.json', 'utf8')) as unknown;
  expect(z.toJSONSchema(configurationFile, { io: 'input', unrepresentable: 'any' })).toEqual(kept);
});
