import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

const OS_ERROR = 'Error: Os { code: 2, kind: NotFound, message: "No such file or directory" }';
const EXIT = '##[error]Process completed with exit code 1.';
const GO_PANIC = [
  'panic: open /srv/heron/nest.yaml: no such file or directory',
  '',
  'goroutine 1 [running]:',
  'main.main()',
  '\t/src/heron/main.go:9 +0x1d',
  'exit status 2',
];

async function headline(lines: readonly string[]): Promise<string[]> {
  const { diagnoses } = await diagnoseText(lines.join('\n'), 'run.log');
  return diagnoses.slice(0, 1).map(({ pattern, severity }) => `${severity} ${pattern}`);
}

function step(command: string, ...lines: readonly string[]): string[] {
  return [`##[group]Run ${command}`, command, '##[endgroup]', ...lines, EXIT];
}

describe('a file that a program did not find', () => {
  test.each<[string, readonly string[]]>([
    ['of Rust, in a step', step('./target/release/heron', OS_ERROR)],
    ['of Rust, with nothing around it', [OS_ERROR]],
    [
      'of Rust, on Windows',
      [OS_ERROR.replace('No such file or directory', 'The system cannot find the file specified.'), EXIT],
    ],
    ['of Go', GO_PANIC],
  ])('%s, is the program’s own affair where no container is', async (_, lines) => {
    expect(await headline(lines)).toEqual(['P1 program/file-missing']);
  });

  test.each<[string, readonly string[]]>([
    ['the line has its prefix', [`heron-1  | ${OS_ERROR}`, 'heron-1 exited with code 1']],
    ['the step runs one', step('docker run --rm heron:ci', OS_ERROR)],
    ['the text tells of one that ended', [OS_ERROR, 'heron-1 exited with code 1']],
  ])('is its container’s where %s', async (_, lines) => {
    expect(await headline(lines)).toEqual(['P0 container/file-missing']);
  });
});
