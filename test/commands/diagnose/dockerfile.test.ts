import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { withDockerfile } from '../../../src/commands/diagnose/dockerfile.js';
import { unmarked } from '../../../src/core/domain/quoted.js';

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

let cwd: ReturnType<typeof vi.spyOn>;
beforeAll(() => {
  const before = process.cwd();
  process.chdir(here);
  cwd = vi.spyOn(process, 'cwd');
  afterAll(() => process.chdir(before));
});
afterAll(() => cwd.mockRestore());

const fixOf = async (startedHere = false) => {
  const report = await withDockerfile(await diagnoseText(LOG, 'build.log'), startedHere, {
    secrets: ['hunter2hunter2'],
  });
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
