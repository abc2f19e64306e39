import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const RUN = 'https://github.com/acme/till/actions/runs/7';

/** The extension where `gh` keeps it, below a `gh` that answers as the real one does, and a `node` that shows how it was called. */
function extension(runList: string) {
  const folder = mkdtempSync(join(tmpdir(), 'gh-whydunit-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  cpSync(join(ROOT, 'gh-whydunit'), join(folder, 'gh-whydunit'));
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program('gh', `case "$1 $2" in "auth token") echo gho_of_gh;; "run list") echo "$*" >&2; ${runList};; esac`);
  program('node', 'echo "$GH_TOKEN $*"; exit 1');
  execFileSync('git', ['init', '-q', '-b', 'feature', folder]);
  return (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(join(folder, 'gh-whydunit'), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env },
    });
}

test('alone it tells of the last run of the branch that failed, with the token of gh', () => {
  const { stdout, stderr, status } = extension(`echo ${RUN}`)([]);
  expect(stdout).toMatch(new RegExp(`^gho_of_gh \\S+/dist/cli\\.js ${RUN}\n$`));
  expect(stderr).toContain('run list --branch feature --limit 100');
  expect(status).toBe(1);
});

test('what is named is handed on as it is, and a token of the environment wins', () => {
  const { stdout } = extension(`echo ${RUN}`)(['a b.log', '--format', 'json'], { GH_TOKEN: 'own' });
  expect(stdout).toMatch(/^own \S+\/dist\/cli\.js a b\.log --format json\n$/);
});

test('where no run has failed it says so', () => {
  const { stdout, stderr, status } = extension(':')([]);
  expect([stdout, status]).toEqual(['', 2]);
  expect(stderr).toContain('no run of feature has failed lately; name one by its address');
});

test('what gh says when it cannot list the runs is not taken for none that failed', () => {
  const { stderr, status } = extension('echo "HTTP 401: Bad credentials" >&2; exit 1')([]);
  expect(stderr).toContain('Bad credentials');
  expect(stderr).not.toContain('has failed');
  expect(status).toBe(1);
});

const hasGh = spawnSync('gh', ['--version']).status === 0;

test.skipIf(!hasGh)(
  'the real gh installs it and finds the run (needs gh on the PATH: apt-get install gh)',
  async () => {
    const asked: string[] = [];
    const run = (id: number, conclusion: string) => ({
      id,
      conclusion,
      status: 'completed',
      html_url: RUN.replace(/7$/, `${id}`),
    });
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const body = {
        total_count: 2,
        workflow_runs: [run(8, 'success'), run(7, 'failure'), run(6, 'failure')],
        workflows: [],
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const home = mkdtempSync(join(tmpdir(), 'gh-real-'));
    const folder = join(home, 'gh-whydunit');
    mkdirSync(join(folder, 'dist'), { recursive: true });
    cpSync(join(ROOT, 'gh-whydunit'), join(folder, 'gh-whydunit'));
    writeFileSync(join(folder, 'dist/cli.js'), 'console.log(process.env.GH_TOKEN, ...process.argv.slice(2))');
    execFileSync('git', ['init', '-q', '-b', 'feature', folder]);
    execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', 'http://github.localhost/acme/till']);
    const env = {
      ...{ PATH: process.env['PATH'], HOME: home, GH_CONFIG_DIR: home, XDG_DATA_HOME: home, GH_TOKEN: 'gho_real' },
      // The one host that gh asks without TLS: its own way to be tried on a machine.
      ...{ GH_HOST: 'github.localhost', HTTP_PROXY: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    };
    const gh = (args: string[]) => promisify(execFile)('gh', args, { cwd: folder, env });
    try {
      await gh(['extension', 'install', '.']);
      const { stdout } = await gh(['whydunit']);
      expect(stdout).toBe(`gho_real ${RUN}\n`);
      expect(
        asked.some((url) => url.includes('/repos/acme/till/actions/runs?') && url.includes('branch=feature')),
      ).toBe(true);
    } finally {
      server.close();
    }
  },
);
