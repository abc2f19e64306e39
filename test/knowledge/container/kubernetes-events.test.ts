import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { kubernetesEvents } from '../../../src/knowledge/container/kubernetes-events.js';
import { runParser } from '../run-parser.js';

const SCHEDULING = '  Warning  FailedScheduling  4m  default-scheduler  0/3 nodes are available: 3 Insufficient cpu.';
const SCHEDULED = '  Normal   Scheduled         3m  default-scheduler  Successfully assigned mill/grain-0 to node-2';
const MOUNT =
  '  Warning  FailedMount       2m  kubelet            MountVolume.SetUp failed for volume "sacks" : lstat /srv/sacks: no such file or directory';
const STARTED = '  Normal   Started           1m  kubelet            Started container grain';
const events = (...rows: string[]) => runParser(kubernetesEvents, rows.join('\n'));

test('an event is over when a later step of the start was reached', () => {
  expect(events(SCHEDULING, SCHEDULED, MOUNT).failures.map(({ facts }) => facts)).toEqual([{ event: 'FailedMount' }]);
  expect(events(SCHEDULING, SCHEDULED, MOUNT, STARTED).failures).toEqual([]);
  expect(events(MOUNT, SCHEDULING).failures).toHaveLength(2);
});

test('rows with ages and counts before them, and broken ones, are read as well', () => {
  const old = `  4m  2m  7  {default-scheduler }    ${SCHEDULING.trim().replace('4m  default-scheduler', '')}`;
  expect(events(old).failures).toHaveLength(1);
  expect(events(SCHEDULING, 'preemption: none of them helps', SCHEDULED).failures).toEqual([]);
});

test('of a pod that was scheduled in the end the mount that failed is told, as what failed', async () => {
  const { diagnoses } = await diagnoseText(['Events:', SCHEDULING, SCHEDULED, MOUNT].join('\n'), 'pod.txt');
  expect(diagnoses.map(({ pattern }) => pattern)).toEqual(['kubernetes/mount-failed']);
});

test('of a pod that runs in the end nothing is told', async () => {
  const { diagnoses, possible } = await diagnoseText([SCHEDULING, SCHEDULED, MOUNT, STARTED].join('\n'), 'pod.txt');
  expect([diagnoses, possible ?? []]).toEqual([[], []]);
});
