import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = ['sources', 'reading', 'parsers', 'catalogue', 'classify', 'gate', 'redact', 'render', 'sinks'];
const PURE = ['reading', 'parsers', 'classify', 'gate', 'redact', 'render'];

/** A planted file: where it stands, what it does, and the rule that must answer (none: it is allowed). */
type Planted = readonly [path: string, code: string, rule?: string];

const importing = (what: string) => `import { x } from '${what}';\nexport const y = x;\n`;
const restricted = 'lint/style/noRestrictedImports';

const planted: Planted[] = [
  ['src/domain/imports-room.ts', importing('../parsers/parser.js'), restricted],
  ['src/domain/imports-package.ts', importing('yaml'), restricted],
  ['src/domain/imports-itself.ts', importing('./line.js')],
  ...ROOMS.flatMap((room): Planted[] => [
    [`src/${room}/imports-domain.ts`, importing('../domain/line.js')],
    [`src/${room}/imports-itself.ts`, importing('./other.js')],
    [`src/${room}/imports-door.ts`, importing('../cli.js'), restricted],
    [`src/${room}/imports-walk.ts`, importing('../diagnose.js'), restricted],
    [`src/${room}/reads-environment.ts`, 'export const y = process.env.HOME;\n', 'lint/style/noProcessEnv'],
    ...ROOMS.filter((other) => other !== room).map(
      (other): Planted => [`src/${room}/imports-${other}.ts`, importing(`../${other}/x.js`), restricted],
    ),
  ]),
  ...PURE.flatMap((room): Planted[] => [
    ...[
      'node:fs',
      'node:fs/promises',
      'node:net',
      'node:https',
      'node:child_process',
      'node:os',
      '@actions/core',
      'dockerode',
    ].map(
      (module): Planted => [`src/${room}/deep/pure-${module.replace(/\W/g, '-')}.ts`, importing(module), restricted],
    ),
    [`src/${room}/clock-now.ts`, 'export const y = Date.now();\n', 'plugin'],
    [`src/${room}/clock-new.ts`, 'export const y = new Date();\n', 'plugin'],
    [`src/${room}/clock-parse.ts`, "export const y = new Date('2026-11-23T00:00:00Z');\n"],
    [`src/${room}/chance.ts`, 'export const y = Math.random();\n', 'plugin'],
    [`src/${room}/timer.ts`, 'export const y = performance.now();\n', 'lint/style/noRestrictedGlobals'],
  ]),
  ['src/cli.ts', importing('./parsers/index.js'), restricted],
  ['src/action.ts', importing('./diagnose.js')],
  ['src/options.ts', 'export const y = process.env.HOME;\n'],
];

let work: string;
const found = new Map<string, Set<string>>();

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'whydunit-lint-'));
  cpSync(join(ROOT, 'biome.json'), join(work, 'biome.json'));
  cpSync(join(ROOT, 'scripts/lint'), join(work, 'scripts/lint'), { recursive: true });
  for (const [path, code] of planted) {
    mkdirSync(join(work, dirname(path)), { recursive: true });
    writeFileSync(join(work, path), code);
  }
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const run = spawnSync(process.execPath, [biome, ...args], { cwd: work, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const diagnostic of diagnosticsOf(run.stdout)) {
    const rules = found.get(diagnostic.path) ?? new Set();
    found.set(diagnostic.path, rules.add(diagnostic.category));
  }
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the linter keeps the plan of the house', () => {
  it.each(planted.map(([path, , rule]) => ({ path, rule })))('$path', ({ path, rule }) => {
    const rules = [...(found.get(path) ?? [])];
    if (rule === undefined) expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });
});

function diagnosticsOf(stdout: string): { path: string; category: string }[] {
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  return report.diagnostics.map(({ category, location }) => ({
    category,
    path: typeof location.path === 'string' ? location.path : location.path.file,
  }));
}
