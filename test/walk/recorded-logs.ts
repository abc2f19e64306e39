import { readFileSync, statSync } from 'node:fs';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';

/** Longer recordings are left out: what is tried is what is put beside or into them. */
const LONGEST = 6_000;

/** What real tools printed, of all recorded runs whose log is short. */
export function shortLogs(): readonly string[] {
  return scenarioIds()
    .map(readScenario)
    .filter(({ log }) => log.endsWith('.log') && statSync(log).size < LONGEST)
    .map(({ log }) => readFileSync(log, 'utf8'));
}
