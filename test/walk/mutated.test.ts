import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnoseText } from '../../scripts/diagnose-file.js';
import { mutated } from '../../scripts/mutated-logs.js';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';

/** `npm run mutated` tries very many more, and how long each takes. */
const TRIED = 60;

test('a log that was cut, mixed with others or garbled is diagnosed', async () => {
  const logs = scenarioIds()
    .map((id) => readScenario(id).log)
    .filter((log) => existsSync(log) && statSync(log).size < 30_000)
    .map((log) => readFileSync(log, 'utf8'));
  for (let seed = 1; seed <= TRIED; seed++)
    expect(await diagnoseText(mutated(logs, seed), 'log'), `seed ${seed}`).toHaveProperty('verdict');
});
