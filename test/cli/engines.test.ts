import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CLICKHOUSE, inPython, linesOf, spark } from '../../scripts/fleet/engines.js';
import { fleetRecords } from '../../scripts/fleet/plan.js';
import { COMMAND, scratch, whydunit } from './run.js';

const MANIFEST = 'docs/fleet/kubernetes.yaml';

/** Records whose paths lead somewhere from any folder. */
function records(logs: number): string {
  const all = [...fleetRecords({ logs, repositories: 4, days: 9, seed: 5 })];
  return all
    .map(({ path, ...rest }) => ({ ...rest, ...(path !== undefined && { path: resolve(path) }) }))
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

/** What one process answers, sorted. */
const ofOne = async (input: string) => linesOf((await whydunit(['batch', '--quiet'], { input })).stdout).toSorted();

describe.each([spark(2, true), CLICKHOUSE])('$name', (engine) => {
  const missing = engine.missing();
  test.skipIf(missing !== undefined)(`gives the records of one process${missing ? ` (${missing})` : ''}`, async () => {
    const folder = scratch();
    const input = records(200);
    writeFileSync(join(folder, 'records.jsonl'), input);
    const work = join(folder, 'work');
    mkdirSync(work);
    const { answers } = await engine.answer(join(folder, 'records.jsonl'), work);
    expect(answers.toSorted()).toEqual(await ofOne(input));
  });
});

/** The program by its name, as the image has it. */
function programFolder(): string {
  const folder = scratch();
  writeFileSync(join(folder, 'whydunit'), `#!/bin/sh\nexec ${COMMAND} "$@"\n`, { mode: 0o755 });
  return folder;
}

describe('the indexed Job of Kubernetes', () => {
  const { spec } = parse(readFileSync(MANIFEST, 'utf8'));
  const [{ command, args, env }] = spec.template.spec.containers;

  test('all shards together answer what one process does, also when one of them is begun again', async () => {
    const folder = scratch();
    const input = records(30);
    writeFileSync(join(folder, 'records.jsonl'), input);
    const PATH = `${programFolder()}:${process.env['PATH']}`;
    const shards = Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]));
    const shard = (index: number) => {
      const [program, ...words] = [...command, ...args];
      const variables = { PATH, ...shards, JOB_COMPLETION_INDEX: `${index}` };
      return spawnSync(program, words, { cwd: folder, encoding: 'utf8', env: variables });
    };
    const file = (index: number) => join(folder, `answers-${index}.jsonl`);
    for (let index = 0; index < spec.completions; index++)
      expect(shard(index)).toMatchObject({ status: 0, stderr: '' });
    // As if its pod had been lost in the middle of a line.
    writeFileSync(file(1), readFileSync(file(1)).subarray(0, -40));
    expect(shard(1)).toMatchObject({ status: 0 });
    const all = Array.from({ length: spec.completions }, (_, index) => linesOf(readFileSync(file(index), 'utf8')));
    expect(all.every((answers) => answers.length > 0)).toBe(true);
    expect(all.flat().toSorted()).toEqual(await ofOne(input));
  });

  test('it counts as many shards as there are pods', () => {
    expect(env).toEqual([{ name: 'SHARDS', value: String(spec.completions) }]);
  });

  const validator = inPython('kubernetes-validate');
  test.skipIf(spawnSync(validator, ['--version']).status !== 0)(
    "is what the schema of Kubernetes' API allows (npm run fleet -- --install brings the validator)",
    () => {
      const validate = (path: string) => spawnSync(validator, ['--strict', path], { encoding: 'utf8' });
      expect(validate(MANIFEST)).toMatchObject({ status: 0 });
      const broken = join(scratch(), 'broken.yaml');
      writeFileSync(broken, readFileSync(MANIFEST, 'utf8').replace('completionMode', 'completionsMode'));
      expect(validate(broken).status).not.toBe(0);
    },
  );
});
