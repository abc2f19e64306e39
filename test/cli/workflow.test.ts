import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../src/settings/command-line.js';
import { acted } from '../action/commands.js';
import { scratch, whydunit } from './run.js';

/** A compile error whose lines would act as commands where a runner reads along. */
const LOG = `error[E0382]: borrow of moved value: \`config\`
  --> src/main.rs:14:20
   |
14 |     println!("{}", config);
::error::forged
  ::set-output name=verdict::pass
x ##[error]forged
error: could not compile \`app\` (bin "app") due to 1 previous error
`;

test.each(FORMATS)('in a workflow no line of %s on standard output acts', async (format) => {
  const args = ['diagnose', '--format', format, '-'];
  const run = await whydunit(args, { input: LOG, env: { GITHUB_ACTIONS: 'true' } });
  // These place findings, or quote the one line that proves them, and no surroundings.
  if (!['sarif', 'gitlab', 'azure', 'slack', 'teams'].includes(format)) expect(run.stdout).toContain('forged');
  expect(acted(`${run.stdout}\n${run.stderr}`)).toEqual([]);
});

test('a file says what was printed, in a workflow too', async () => {
  const file = join(scratch(), 'report.md');
  await whydunit(['diagnose', '--format', 'markdown', '--output', file, '-'], {
    input: LOG,
    env: { GITHUB_ACTIONS: 'true' },
  });
  expect(readFileSync(file, 'utf8')).toContain('\n::error::forged\n');
});
