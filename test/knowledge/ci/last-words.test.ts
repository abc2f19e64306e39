import { describe, expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { lastWords } from '../../../src/knowledge/ci/last-words.js';

const said = (text: string) => {
  const { outcome, failure } = lastWords(text.split('\n').map((line, index) => makeLine(index + 1, line, false)));
  return failure === undefined ? outcome : `${outcome}: ${failure.message}`;
};

describe('the end of a text', () => {
  it.each([
    'Error: the widget service answered 503',
    'fatal: no upstream named "trunk"',
    'ERROR: no such recipe',
    '[ERROR] the manifest has no entry "main"',
    'sprocket: error: unrecognized argument --fast',
    'E: Unable to locate package libsprocket',
    'failed to load config: missing field `name`',
    'Failed to deploy the worker',
    'Unhandled exception: index 4 is out of range',
    'sprocket.errors.ConfigError: no such key',
    'The deploy script exited with code 3',
    'subprocess returned non-zero exit status 2.',
    'Deployment failed',
    'rake aborted!',
    'sprocket exited abnormally',
    "cp: cannot stat 'out/shop.js': No such file or directory",
    '[!] Error: no entry named main',
    '2 errors generated.',
    'Upload failed after 4 attempts',
    '❌ 2 links are broken',
  ])('of a program that gives up: %s', (line) => {
    expect(said(`downloading\nlinking\n${line}`)).toBe(`failed: ${line}`);
  });

  it('may tell where, or what to try, below the reason', () => {
    expect(said("Error: unknown command 'shp'\n\nRun 'sprocket help' for usage.")).toBe(
      "failed: Error: unknown command 'shp'",
    );
    expect(said('fatal: bad row\n   4 | a,,b\n       ^')).toBe('failed: fatal: bad row');
  });

  it('proves nothing where life went on', () => {
    expect(said('Error: no volume named cache\nserver is up')).toBe('unknown');
    expect(said('ERROR: first try went wrong\nINFO: second try went well')).toBe('unknown');
    expect(said('Error: not ready\n\n3 passed in 0.12s')).toBe('passed');
  });

  it.each([
    'error: 0',
    'errors: 0, warnings: 4',
    'Finished with no errors',
    'db-1 exited with code 137',
    'Failed: 0',
    'Aborting on container exit...',
    'build finished, 0 failed',
    'ErrorBoundary.test.tsx is up to date',
    'error_log = /var/log/shop.log',
    'api-1  | Error: connect ECONNREFUSED',
  ])('is no giving up: %s', (line) => {
    expect(said(`working\n${line}`)).toBe('unknown');
  });

  it("is a tool's own tally before anything else", () => {
    expect(said('Error: handled in the test\n7 passed in 1.02s')).toBe('passed');
    expect(said('all good so far\n1 failed, 6 passed in 1.02s\n')).toBe('failed: 1 failed, 6 passed in 1.02s');
  });
});
