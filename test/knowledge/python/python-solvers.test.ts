import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

test.each<[string, string, string]>([
  ['conda', 'conda/unsatisfiable', 'ResolvePackageNotFound: \n  - libclay=1.2=h0_1'],
  ['mamba', 'conda/unsatisfiable', 'critical libmamba Could not solve for environment specs'],
  [
    'PDM',
    'python/dependency-conflict',
    'Unable to find a resolution for clay due to the following conflicts:\n  clay>=3 (from project)\n[ResolutionImpossible]: Unable to find a resolution',
  ],
])('%s gave up: no other word is needed', async (_, pattern, log) => {
  const { diagnoses } = await diagnoseText(log, 'run.log');
  expect(diagnoses).toMatchObject([{ pattern, primary: true }]);
});

test('an exception that only says that a command was aborted is told by what was printed above', async () => {
  const log = `Your Pipfile.lock (a1) is out of date. Expected: (b2).
Traceback (most recent call last):
  File "/usr/bin/pipenv", line 8, in <module>
    sys.exit(cli())
pipenv.exceptions.DeployException: ERROR:: Aborting deploy`;
  expect((await diagnoseText(log, 'run.log')).diagnoses[0]).toMatchObject({ pattern: 'python/lock-outdated' });
});
