import { describe, expect, it } from 'vitest';
import { osError } from '../../../src/knowledge/system/os-error.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(osError, text).failures;

describe('what the operating system refuses', () => {
  it.each([
    ['container/read-only-fs', 'EROFS'],
    ['container/user-permission', 'EACCES'],
  ])('%s is %s', (scenario, code) => {
    expect(read(recorded(scenario))).toMatchObject([{ tool: 'shell', kind: 'command', code }]);
  });

  it('counts when something says that the command failed', () => {
    expect(
      read('cp: cannot create regular file: Permission denied\n##[error]Process completed with exit code 1.'),
    ).toHaveLength(1);
    expect(read(`rm: x: Permission denied\n${'next\n'.repeat(10)}`)).toEqual([]);
  });

  it('inside an image build is told by the step', () => {
    expect(read(recorded('docker/run-no-space-legacy'))).toEqual([]);
    expect(read(recorded('buildkit/run-no-space'))).toEqual([]);
  });
});
