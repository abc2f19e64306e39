import { expect, test } from 'vitest';
import type { ContainerCapture, EngineAnswer } from '../../../src/world/engine/capture.js';
import { withKills } from '../../../src/world/engine/kills.js';

const LIMITED = { Memory: 16_777_216 };

function container(state: EngineAnswer, limits: EngineAnswer = LIMITED, log = ''): ContainerCapture {
  return { log, name: 'web', id: 'abc', inspect: { State: state, HostConfig: limits }, findings: { silent: 1 } };
}

function event(action: string, id = 'abc'): EngineAnswer {
  return { Action: action, Actor: { ID: id } };
}

const KILLED = { ExitCode: 137, OOMKilled: false };
const START_TO_END = [event('start'), event('die')];

const IDENTITY = { version: '1', apiVersion: '1', os: 'linux', arch: 'amd64' };

function findings(one: ContainerCapture, events: readonly EngineAnswer[], name = 'Docker Engine') {
  return withKills([one], events, { ...IDENTITY, name })[0]?.findings;
}

test('a death by signal 9 below a memory limit, that nobody asked for, was the kernel’s', () => {
  expect(findings(container(KILLED), START_TO_END)).toEqual({ silent: 1, likelyOutOfMemory: 1 });
  const another = [event('start'), event('kill', 'def'), event('die')];
  expect(findings(container(KILLED), another)).toEqual({ silent: 1, likelyOutOfMemory: 1 });
  const stoppedOnce = [event('start'), event('kill'), event('die'), event('start'), event('die')];
  expect(findings(container(KILLED), stoppedOnce)).toEqual({ silent: 1, likelyOutOfMemory: 1 });
});

test('so was that of a child, which the shell above it tells', () => {
  const ended = { ExitCode: 1, OOMKilled: false };
  const killed = '2026-11-23T03:00:00.000000000Z Killed\n';
  expect(findings(container(ended, LIMITED, killed), START_TO_END)).toEqual({ silent: 1, likelyOutOfMemory: 1 });
  expect(findings(container(ended, {}, killed), START_TO_END)).toEqual({ silent: 1 });
  expect(findings(container({ ...ended, ExitCode: 0 }, LIMITED, killed), START_TO_END)).toEqual({ silent: 1 });
});

test('Podman keeps few events, and is believed without them', () => {
  expect(findings(container(KILLED), [], 'Podman Engine')).toEqual({ silent: 1, likelyOutOfMemory: 1 });
  expect(findings(container(KILLED, {}), [], 'Podman Engine')).toEqual({ silent: 1 });
});

test.each([
  ['somebody killed it', container(KILLED), [event('start'), event('kill'), event('die')]],
  ['it has no limit', container(KILLED, {}), START_TO_END],
  ['the engine tells of it itself', container({ ...KILLED, OOMKilled: true }), START_TO_END],
  ['it ended by itself', container({ ExitCode: 1, OOMKilled: false }), START_TO_END],
  ['the engine has forgotten how it came', container(KILLED), [event('die')]],
  ['there are no events', container(KILLED), []],
])('nothing is claimed where %s', (_, one, events) => {
  expect(findings(one, events)).toEqual({ silent: 1 });
});
