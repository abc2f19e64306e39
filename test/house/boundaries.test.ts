import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** From the bottom up. A floor knows those below it; of the middle ones only settings knows another, world. */
const FLOORS = ['core', 'knowledge', 'walk', 'world', 'settings', 'commands'] as const;
const KNOWS: Readonly<Record<(typeof FLOORS)[number], readonly string[]>> = {
  core: [],
  knowledge: ['core'],
  walk: ['core', 'knowledge'],
  world: ['core', 'knowledge'],
  settings: ['core', 'knowledge', 'world'],
  commands: ['core', 'knowledge', 'walk', 'world', 'settings'],
};
const CORE = ['domain', 'reading', 'parse', 'classify', 'gate', 'redact', 'render'];
const PURE = [...CORE.map((room) => `core/${room}`), 'knowledge/rust', 'walk'];
const WORLDLY = [
  'node:fs',
  'node:fs/promises',
  'node:crypto',
  'node:util',
  'node:child_process',
  '@actions/core',
  'dockerode',
];

/** A planted file: where it stands, what it does, and the rule that must answer (none: it is allowed). */
type Planted = readonly [path: string, code: string, rule?: string | undefined];

const importing = (what: string) => `import { x } from '${what}';\nexport const y = x;\n`;
const restricted = 'lint/style/noRestrictedImports';
const global = 'lint/style/noRestrictedGlobals';
const CIRCLE = 'lint/suspicious/noImportCycles';

const planted: Planted[] = [
  ...FLOORS.flatMap((floor) =>
    FLOORS.filter((other) => other !== floor && !(floor === 'core' && other === 'knowledge')).map(
      (other): Planted => [
        `src/${floor}/room/imports-${other}.ts`,
        importing(`../../${other}/${other === 'core' ? 'domain' : 'x'}/y.js`),
        KNOWS[floor].includes(other) ? undefined : restricted,
      ],
    ),
  ).filter(([path]) => !path.startsWith('src/core/')),
  ...CORE.flatMap((room): Planted[] => [
    ...['knowledge', 'walk', 'world', 'settings', 'commands'].map(
      (floor): Planted => [`src/core/${room}/imports-${floor}.ts`, importing(`../../${floor}/x/y.js`), restricted],
    ),
    ...CORE.filter((other) => other !== room).map(
      (other): Planted => [
        `src/core/${room}/imports-${other}.ts`,
        importing(`../${other}/x.js`),
        room !== 'domain' && other === 'domain' ? undefined : restricted,
      ],
    ),
    [`src/core/${room}/imports-itself.ts`, importing('./other.js')],
  ]),
  ...FLOORS.map(
    (floor): Planted => [`src/${floor}/room/imports-door.ts`, importing('../../cli.js'), restricted],
  ).filter(([path]) => !path.startsWith('src/core/')),
  ['src/core/domain/imports-package.ts', importing('yaml'), restricted],
  ['src/core/errors.ts', importing('./domain/line.js'), restricted],
  ['src/knowledge/rust/imports-classify.ts', importing('../../core/classify/match.js'), restricted],
  ['src/knowledge/rust/imports-machinery.ts', importing('../../core/parse/parser.js')],
  ...PURE.flatMap((room): Planted[] => [
    ...WORLDLY.map(
      (module): Planted => [`src/${room}/deep/pure-${module.replace(/\W/g, '-')}.ts`, importing(module), restricted],
    ),
    [`src/${room}/clock-now.ts`, 'export const y = Date.now();\n', 'plugin'],
    [`src/${room}/clock-new.ts`, 'export const y = new Date();\n', 'plugin'],
    [`src/${room}/clock-parse.ts`, "export const y = new Date('2026-11-23T00:00:00Z');\n"],
    [`src/${room}/chance.ts`, 'export const y = Math.random();\n', 'plugin'],
    [`src/${room}/timer.ts`, 'export const y = performance.now();\n', global],
    [`src/${room}/bytes.ts`, "export const y = Buffer.from('x');\n", global],
    [`src/${room}/reads-environment.ts`, 'export const y = process.env.HOME;\n', 'lint/style/noProcessEnv'],
  ]),
  ['src/world/files/reads-environment.ts', 'export const y = process.env.HOME;\n', 'lint/style/noProcessEnv'],
  ['src/settings/reads-environment.ts', 'export const y = process.env.HOME;\n'],
  ['src/world/files/reads.ts', importing('node:fs')],
  ['src/cli.ts', importing('./knowledge/families.js'), restricted],
  ['src/action.ts', importing('./walk/diagnose.js'), restricted],
  ['src/commands/gate/circle-a.ts', "import { b } from './circle-b.js';\nexport const a = () => b;\n", CIRCLE],
  ['src/commands/gate/circle-b.ts', "import { a } from './circle-a.js';\nexport const b = () => a;\n", CIRCLE],
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
