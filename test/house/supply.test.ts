import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const installed = Object.entries(packages).filter(([path, { link }]) => path.startsWith('node_modules/') && !link);
/** Licences that let what is bundled be passed on under ours, with the text that stands in dist/licenses.txt. */
const PERMISSIVE = ['MIT', 'ISC', '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'];

/** Names of the packages whose code stands in dist, without our own stubs of some. */
function bundled(): string[] {
  const lines = readFileSync('dist/licenses.txt', 'utf8').split('\n');
  return lines.filter(
    (line, at) =>
      lines[at - 1]?.trim() === '' &&
      packages[`node_modules/${line}`]?.link === undefined &&
      `node_modules/${line}` in packages,
  );
}

describe('packages', () => {
  it('have a checksum each, those of other platforms too (npm run lock)', () => {
    const without = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(without.map(([path]) => path)).toEqual([]);
    expect(installed.length).toBeGreaterThan(300);
  });

  it('that are bundled have a licence under which they may be', () => {
    const names = bundled();
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !PERMISSIVE.includes(packages[`node_modules/${name}`]?.license ?? 'none'))).toEqual(
      [],
    );
  });

  it('that are bundled run nothing when they are installed', () => {
    expect(bundled().filter((name) => packages[`node_modules/${name}`]?.hasInstallScript)).toEqual([]);
  });
});

describe('the threat model', () => {
  const rows = readFileSync('SECURITY.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);

  it.each(rows.map((row) => row.split('|').map((cell) => cell.trim())))('%s%s sends %s', (...cells) => {
    const shown = cells.at(-2) ?? '';
    const named = [...shown.matchAll(/`(test\/[^`]{1,100})`((?: \[\w{1,4}\])*)/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, path = '', ids = ''] of named) {
      expect(existsSync(path), path).toBe(true);
      for (const id of ids.trim().split(' ').filter(Boolean)) expect(readFileSync(path, 'utf8'), path).toContain(id);
    }
  });

  it('has a row for each kind of sender', () => {
    expect(rows.length).toBeGreaterThanOrEqual(12);
  });
});

it('updates come weekly and grouped', () => {
  const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
    updates: { 'package-ecosystem': string; schedule: { interval: string }; groups?: object }[];
  };
  expect(updates.map((each) => each['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker']);
  for (const { schedule } of updates) expect(schedule.interval).toBe('weekly');
  for (const { groups } of updates.slice(0, 2)) expect(groups).toBeDefined();
});

describe('a release', () => {
  const { permissions, jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as {
    permissions: object;
    jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps.map(({ uses, run }) => uses ?? run ?? ''));
  const at = (words: string) => steps.findIndex((step) => step.includes(words));

  it('is built anew, attested and listed before it is given to anybody', () => {
    const order = ['dist:check', 'attest-build-provenance', 'npm sbom', 'npm publish --provenance', 'git tag --force'];
    expect(order.map(at)).toEqual([...order.map(at)].sort((a, b) => a - b));
    expect(order.map(at)).not.toContain(-1);
  });

  it('may do no more than it is told to, step by step', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });
});

it('what decides about a gate, a secret or a release has owners', () => {
  const owned = readFileSync('.github/CODEOWNERS', 'utf8').match(/^[^#\s]\S*(?= +@)/gm) ?? [];
  for (const path of owned) expect(existsSync(path.replace(/^\//, '').replace('*', '.')), path).toBe(true);
  expect(owned).toEqual(expect.arrayContaining(['*', '/.github/', '/dist/', '/src/core/gate/', '/src/core/redact/']));
});
