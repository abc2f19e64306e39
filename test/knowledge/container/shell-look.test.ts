import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

test.each([
  ['that ended in silence', 'Attaching to loom-1\nloom-1 exited with code 4'],
  ['whose last words nobody knows', 'loom-1  | shuttle jammed\nloom-1 exited with code 4'],
])('a container %s: the steps tell how to look into its image with a shell', async (_, log) => {
  const { diagnoses } = await diagnoseText(log, 'run.log');
  const steps = diagnoses[0]?.fix.flatMap(({ text, run = '' }) => [text, run]) ?? [];
  expect(steps.some((step) => step.includes('--entrypoint sh'))).toBe(true);
});
