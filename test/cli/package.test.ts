import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeExecutable } from '../../scripts/node-versions.js';

const work = mkdtempSync(join(tmpdir(), 'whydunit-package-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const npm = (args: readonly string[], cwd: string) => execFileSync('npm', [...args], { cwd, encoding: 'utf8' });

test('the package holds the program, schemas and licence, installs without anything else, and runs', () => {
  const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', work], resolve('.'))) as [
    { filename: string; files: { path: string }[] },
  ];
  expect(packed.files.map(({ path }) => path).filter((path) => !/^(?:dist\/|[A-Z]+(?:\.md)?$)/.test(path))).toEqual([
    'package.json',
    'schema/report.schema.json',
    'src/knowledge/catalogue/pattern.schema.json',
    'src/settings/configuration/configuration.schema.json',
  ]);

  npm(['init', '--yes'], work);
  npm(['install', '--offline', '--no-audit', '--no-fund', join(work, packed.filename)], work);
  const { packages } = JSON.parse(readFileSync(join(work, 'package-lock.json'), 'utf8')) as { packages: object };
  expect(Object.keys(packages)).toEqual(['', 'node_modules/whydunit']);

  for (const version of ['20.20.2', '24.21.0']) {
    const PATH = [dirname(nodeExecutable(version)), process.env['PATH']].join(delimiter);
    const run = (command: string, args: readonly string[]) =>
      execFileSync(command, [...args], { cwd: work, encoding: 'utf8', env: { ...process.env, PATH } });
    expect(run('node', ['--version']).trim()).toBe(`v${version}`);
    const log = resolve('fixtures/rust/moved-value/output.log');
    expect(run('npx', ['--no-install', 'whydunit', log]), version).toContain('rust/moved-value');
  }
});
