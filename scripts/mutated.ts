/**
 * Diagnoses logs that were changed by a seed: `npm run mutated -- [COUNT [SEED]]`, 20,000 of them unless told. Exit code 1
 * where one ends in an exception or takes a second of processor time; each is printed with its seed.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { diagnoseText } from './diagnose-file.js';
import { mutated } from './mutated-logs.js';
import { readScenario, scenarioIds } from './scenario.js';

const LARGEST = 200_000;
const MOST_SECONDS = 1;

const [count = 20_000, first = 1] = process.argv.slice(2).map(Number);
const logs = scenarioIds()
  .map((id) => readScenario(id).log)
  .filter((log) => existsSync(log) && statSync(log).size < LARGEST)
  .map((log) => readFileSync(log, 'utf8'));

let [slowest, bad] = [0, 0];
await diagnoseText(logs[0] ?? '', 'log');
for (let seed = first; seed < first + count; seed++) {
  const log = mutated(logs, seed);
  const before = process.cpuUsage();
  const problem = await diagnoseText(log, 'log').then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  slowest = Math.max(slowest, seconds);
  if (problem === undefined && seconds < MOST_SECONDS) continue;
  bad++;
  console.log(`seed ${seed}, ${log.length} characters, ${seconds.toFixed(2)} s${problem ? `: ${problem}` : ''}`);
}
console.log(
  `${count} changed logs, ${bad} of them too slow or not diagnosed; the slowest took ${slowest.toFixed(2)} s`,
);
process.exitCode = bad > 0 ? 1 : 0;
