import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

test('the problem is the line to cite, and the file above it stands beside it', async () => {
  const log = [
    '',
    '/work/app/src/lark.js',
    '   3:1   warning  Unexpected console statement  no-console',
    "  12:5   error    'wing' is not defined         no-undef",
    '',
    '✖ 2 problems (1 error, 1 warning)',
    '',
    '##[error]Process completed with exit code 1.',
  ];
  const { diagnoses } = await diagnoseText(log.join('\n'), 'run.log');
  const { evidence } = diagnoses[0]!;
  expect(evidence[0]!.text).toContain('12:5   error');
  expect(evidence.find(({ proof }) => proof)!.line).toBe(4);
  expect(evidence.map(({ line }) => line)).toContain(2);
});
