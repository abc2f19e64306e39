import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

/** What BuildKit printed of a step that says nothing, as a runner shows it. */
const log = (printed: string) => `##[group]Run docker build -f Dockerfile.tern .
##[endgroup]
#1 [internal] load build definition from Dockerfile.tern
#1 transferring dockerfile: 98B done
#1 DONE 0.0s
#5 [2/2] RUN test -s ledger.csv
${printed}#5 ERROR: process "/bin/sh -c test -s ledger.csv" did not complete successfully: exit code: 1
------
 > [2/2] RUN test -s ledger.csv:
------
Dockerfile.tern:2
--------------------
   1 |     FROM tern:local
   2 | >>> RUN test -s ledger.csv
   3 |     
--------------------
ERROR: failed to build: failed to solve: process "/bin/sh -c test -s ledger.csv" did not complete successfully: exit code: 1
##[error]Process completed with exit code 1.
`;

test('a step of a build that fails in silence is told as that, not by the ruler below it', async () => {
  const { diagnoses, unknown } = await diagnoseText(log(''), 'build.log');
  expect(diagnoses).toMatchObject([{ pattern: 'docker/run-step', primary: true }]);
  expect(unknown).toEqual([]);
});

test('what it said last stands beside it', async () => {
  const { diagnoses, unknown } = await diagnoseText(log('#5 0.21 stitching the sails\n'), 'build.log');
  expect(diagnoses[0]?.evidence.map(({ text }) => text).join()).toContain('stitching the sails');
  expect(unknown).toEqual([]);
});
