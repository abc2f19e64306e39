import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { attach } from '../../../src/core/classify/attach.js';
import { attachmentsBelow } from '../../../src/world/collection/attachments.js';

const folder = mkdtempSync(join(tmpdir(), 'whydunit-attachments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const JUNIT =
  '<testsuite name="shelf.spec.ts" tests="1" failures="1"><testcase name="the light on the shelf is green" classname="shelf.spec.ts"><failure message="Error: expected green">Error: expected green</failure></testcase></testsuite>';

test('screenshots, videos and HAR files in a folder that was named belong to the tests whose names they bear', async () => {
  const own = join(folder, 'test-results/shelf-the-light-on-the-shelf-is-green');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(folder, 'node_modules/icons'), { recursive: true });
  for (const name of ['test-failed-1.png', 'video.webm', 'trace.zip', 'page.har', 'notes.txt'])
    writeFileSync(join(own, name), '');
  writeFileSync(join(folder, 'node_modules/icons/light.png'), '');
  const found = await attachmentsBelow([folder, join(folder, 'nowhere')]);
  expect(found.map(({ kind, artifact }) => [kind, artifact])).toEqual([
    ['network', folder],
    ['screenshot', folder],
    ['trace', folder],
    ['video', folder],
  ]);
  const { diagnoses, unknown } = await diagnoseText(JUNIT, 'junit.xml');
  const attached = attach({ diagnoses, unknown } as Parameters<typeof attach>[0], found);
  const occurrences = [...attached.diagnoses, ...attached.unknown].flatMap((each) => each.occurrences);
  expect(occurrences[0]?.attachments?.map(({ path }) => path.split('/').at(-1))).toContain('test-failed-1.png');
});
