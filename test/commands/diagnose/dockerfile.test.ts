import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { withDockerfile } from '../../../src/commands/diagnose/dockerfile.js';
import { unmarked } from '../../../src/core/domain/quoted.js';
import { renderJson } from '../../../src/core/render/json.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';

const LOG = [
  '#7 [3/4] RUN npm ci --omit=dev',
  '#7 12.20 npm error code EAI_AGAIN',
  '#7 12.20 npm error syscall getaddrinfo',
  '#7 12.20 npm error errno EAI_AGAIN',
  '#7 12.20 npm error request to https://registry.npmjs.org/kelp failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org',
  '#7 ERROR: process "/bin/sh -c npm ci --omit=dev" did not complete successfully: exit code: 1',
  '------',
  ' > [3/4] RUN npm ci --omit=dev:',
  '------',
  'ERROR: failed to solve: process "/bin/sh -c npm ci --omit=dev" did not complete successfully: exit code: 1',
].join('\n');
const here = mkdtempSync(join(tmpdir(), 'whydunit-dockerfile-'));
const dockerfile = (text: string) => writeFileSync(join(here, 'Dockerfile'), text);

const before = process.cwd();
let cwd: ReturnType<typeof vi.spyOn>;
beforeAll(() => {
  process.chdir(here);
  cwd = vi.spyOn(process, 'cwd');
});
afterAll(() => {
  cwd.mockRestore();
  process.chdir(before);
});

const advisedReport = async (script?: string, log = LOG) =>
  withDockerfile(
    await diagnoseText(log, 'build.log'),
    { here: script !== undefined, script },
    { secrets: ['hunter2hunter2'] },
  );
const fixOf = async (script?: string, log = LOG) => {
  const report = await advisedReport(script, log);
  return report.diagnoses[0]?.fix.map(({ text, code = '' }) => `${unmarked(text)} ${code}`).join('\n') ?? '';
};

it('a build that failed in a step of the Dockerfile that lies here is told what that has to do with it', async () => {
  dockerfile('FROM node:22\nCOPY . .\nRUN npm ci --omit=dev\n');
  expect(await fixOf()).toContain('Dockerfile:2 copies everything before the dependencies are installed');
});

it('a build of another Dockerfile is told nothing, nor one without any', async () => {
  dockerfile('FROM node:22\nCOPY . .\nRUN yarn install\n');
  expect(await fixOf()).not.toContain('Dockerfile:');
});

it('a secret in a quoted line stays out', async () => {
  dockerfile('FROM node:22\nCOPY . .\nRUN npm ci --omit=dev --token hunter2hunter2\n');
  const fix = await fixOf();
  expect(fix).toContain('Dockerfile:2');
  expect(fix).not.toContain('hunter2');
});

it('the Dockerfile is the one the command names, or Compose', async () => {
  dockerfile('FROM node:22\nRUN true\n');
  mkdirSync(join(here, 'deploy'), { recursive: true });
  const right = 'FROM node:22\n# the real one\nCOPY . .\nRUN npm ci --omit=dev\n';
  writeFileSync(join(here, 'deploy/Dockerfile.kelp'), right);
  for (const script of [
    'docker build -f deploy/Dockerfile.kelp -t kelp:1 .',
    'set -e\ncd deploy && docker buildx build --file=Dockerfile.kelp --push ..',
    'docker compose -f deploy/stack.yml build',
  ]) {
    writeFileSync(
      join(here, 'deploy/stack.yml'),
      'services: {kelp: {build: {context: .., dockerfile: deploy/Dockerfile.kelp}}}\n',
    );
    expect(await fixOf(script), script).toContain('deploy/Dockerfile.kelp:3 copies everything');
  }
  expect(await fixOf(undefined, `+ docker build -f deploy/Dockerfile.kelp .\n${LOG}`)).not.toContain('Dockerfile:');
  writeFileSync(join(here, 'compose.yaml'), 'services: {kelp: {build: {dockerfile: deploy/Dockerfile.kelp}}}\n');
  expect(await fixOf()).toContain('deploy/Dockerfile.kelp:3 copies everything');
  rmSync(join(here, 'compose.yaml'));
});

it('a container is told of the Dockerfile its service is built from, and of none where it may be another', async () => {
  const log = "kelp-1  | Error: EACCES: permission denied, open '/srv/kelp/cache.db'\nkelp-1 exited with code 1\n";
  const habits = async () =>
    (await advisedReport('docker compose up', log)).diagnoses[0]?.prevention.map(unmarked).join('\n') ?? '';
  mkdirSync(join(here, 'moss'), { recursive: true });
  dockerfile('FROM node:22\nUSER 1000\n');
  writeFileSync(join(here, 'moss/Dockerfile'), 'FROM node:22\n');
  writeFileSync(join(here, 'compose.yaml'), 'services: {kelp: {build: moss}, reef: {build: .}}\n');
  expect(await habits()).toContain('moss/Dockerfile lets it run as root');
  writeFileSync(join(here, 'compose.yaml'), 'services: {fern: {build: moss}, reef: {build: .}}\n');
  expect(await habits()).not.toContain('Dockerfile');
  rmSync(join(here, 'compose.yaml'));
});

it('is still told when reports are joined, as words from outside', async () => {
  dockerfile('FROM node:22\nCOPY . .\nRUN npm ci --omit=dev\n');
  const json = renderJson(await advisedReport());
  const patterns = new Map((await loadCatalogue([])).patterns.map((pattern) => [pattern.id, pattern]));
  const joined = restore(parseReport(json, 'x.json'), patterns);
  expect(joined.diagnoses[0]?.fix.map(({ text }) => unmarked(text)).join('\n')).toContain(
    'Dockerfile:2 copies everything',
  );
});
