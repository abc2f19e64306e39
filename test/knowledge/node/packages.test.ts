import { describe, expect, test } from 'vitest';
import { npm } from '../../../src/knowledge/node/npm.js';
import { pnpm } from '../../../src/knowledge/node/pnpm.js';
import { yarn } from '../../../src/knowledge/node/yarn.js';
import { recorded, runParser } from '../run-parser.js';

describe('npm', () => {
  test.each([
    ['version-not-found', 'ETARGET', 'No matching version found for left-helper@^1.9.0.'],
    ['peer-conflict', 'ERESOLVE', 'unable to resolve dependency tree'],
    ['engine', 'EBADENGINE', 'engine Unsupported engine'],
    ['package-not-found', 'E404', 'Not Found - GET http://127.0.0.1:8473/left-helpr - Not found'],
  ])('%s', (scenario, code, message) => {
    expect(runParser(npm, recorded(`npm/${scenario}`)).failures).toMatchObject([
      { tool: 'npm', kind: 'dependency', role: 'cause', code, message },
    ]);
  });
  test('a missing script has no code', () => {
    expect(runParser(npm, recorded('npm/missing-script')).failures).toMatchObject([
      { kind: 'configuration', message: 'Missing script: "build"' },
    ]);
  });
  test('a script that failed is not npm’s doing', () => {
    const old = [
      'npm ERR! code ELIFECYCLE',
      'npm ERR! errno 2',
      'npm ERR! payments@1.0.0 build: `tsc`',
      'npm ERR! Exit status 2',
      'npm ERR! ',
      'npm ERR! Failed at the payments@1.0.0 build script.',
      'npm ERR! A complete log of this run can be found in:',
      'npm ERR!     /root/.npm/_logs/x-debug.log',
    ];
    expect(runParser(npm, old.join('\n')).failures).toMatchObject([{ role: 'wrapper', facts: { exitCode: 2 } }]);
    const workspace = [
      'npm error Lifecycle script `build` failed with error:',
      'npm error code 1',
      'npm error path /srv/a',
      'npm error workspace a@1.0.0',
    ];
    expect(runParser(npm, workspace.join('\n')).failures).toMatchObject([{ role: 'wrapper' }]);
  });
  test('a git dependency that failed is a cause', () => {
    const log = [
      'npm ERR! Error while executing:',
      'npm ERR! git ls-remote -h -t https://x.example/y.git',
      "npm ERR! fatal: repository 'https://x.example/y.git/' not found",
      'npm ERR! code 128',
      'npm ERR! not ok code 0',
    ];
    expect(runParser(npm, log.join('\n')).failures).toMatchObject([
      { role: 'cause', message: "fatal: repository 'https://x.example/y.git/' not found" },
    ]);
  });
  test('warnings are none', () => {
    expect(runParser(npm, recorded('npm/engine-warning-passes')).failures).toEqual([]);
    expect(runParser(npm, 'npm warn deprecated\nechoing "npm ERR! code" is no error').failures).toEqual([]);
  });
});

describe('yarn', () => {
  test('a frozen lockfile', () => {
    expect(runParser(yarn, recorded('npm/lock-outdated-yarn')).failures).toMatchObject([
      { role: 'cause', code: 'yarn', message: expect.stringContaining('Your lockfile needs to be updated') },
    ]);
  });
  test('a script that failed', () => {
    expect(
      runParser(yarn, 'error Command failed with exit code 2.\ninfo Visit https://yarnpkg.com').failures,
    ).toMatchObject([{ role: 'wrapper', facts: { exitCode: 2 } }]);
  });
  test('Yarn 2 and later: the error before the summary, not the notices', () => {
    const log = [
      '➤ YN0000: ┌ Resolution step',
      '➤ YN0002: │ a@workspace:. doesn’t provide b',
      '➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.',
      '➤ YN0000: └ Completed',
      '➤ YN0000: Failed with errors in 0s 61ms',
    ];
    expect(runParser(yarn, log.join('\n')).failures).toMatchObject([
      { code: 'YN0028', message: expect.stringContaining('The lockfile would have been modified') },
    ]);
  });
});

describe('pnpm', () => {
  test('its own errors, also with spoilt spaces', () => {
    expect(runParser(pnpm, recorded('npm/lock-outdated-pnpm')).failures).toMatchObject([
      { role: 'cause', code: 'ERR_PNPM_OUTDATED_LOCKFILE', message: expect.stringMatching(/^Cannot install/) },
    ]);
    expect(
      runParser(pnpm, 'ΓÇëERR_PNPM_NO_MATCHING_VERSIONΓÇë No matching version found for x@9').failures,
    ).toMatchObject([{ code: 'ERR_PNPM_NO_MATCHING_VERSION', message: 'No matching version found for x@9' }]);
  });
  test('a script that failed', () => {
    expect(runParser(pnpm, ' ELIFECYCLE  Command failed with exit code 3.').failures).toMatchObject([
      { role: 'wrapper', facts: { exitCode: 3 } },
    ]);
    expect(runParser(pnpm, ' ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  web@1.0.0 build: `next build`').failures).toMatchObject(
      [{ role: 'wrapper' }],
    );
  });
});
