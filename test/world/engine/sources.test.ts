import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import type { Capture, ContainerCapture } from '../../../src/world/engine/capture.js';
import { captureFiles } from '../../../src/world/engine/files.js';
import { captureSources } from '../../../src/world/engine/sources.js';

const ENGINE = { name: 'Docker Engine', version: '28.5.2', apiVersion: '1.51', os: 'linux', arch: 'amd64' };

function capture(...containers: readonly ContainerCapture[]): Capture {
  const collected = '2026-11-23T03:30:00.000Z';
  return { engine: ENGINE, collected, containers, events: [], images: [], ps: 'CONTAINER ID\n', notes: [] };
}

function container(name: string, state: object, rest: Partial<ContainerCapture> = {}): ContainerCapture {
  return { name, id: 'a'.repeat(64), inspect: { Name: `/${name}`, State: state }, findings: {}, log: 'x\n', ...rest };
}

async function textOf(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a capture becomes sources', () => {
  test('state and log of one container share a group; the rest is for people', async () => {
    const web = container('web', { Status: 'exited', ExitCode: 1 }, { findings: { crlf: 1 } });
    const sources = captureSources(captureFiles(capture(web)));
    expect(sources.map(({ name, group, kind, outcome }) => [name, group, kind, outcome])).toEqual([
      ['containers/web/inspect.json', 'container web', 'container', 'unknown'],
      ['containers/web/log.txt', 'container web', 'container', 'failed'],
    ]);
    expect(JSON.parse(await textOf(sources[0]!))).toEqual([{ ...web.inspect, Whydunit: { crlf: 1 } }]);
  });

  test('an empty log, and one that could not be read, are no sources', () => {
    const silent = container('silent', { Status: 'exited', ExitCode: 1 }, { log: '' });
    const { log: _, ...unread } = container('unread', { Status: 'exited', ExitCode: 1 });
    const names = captureSources(captureFiles(capture(silent, unread))).map(({ name }) => name);
    expect(names).toEqual(['containers/silent/inspect.json', 'containers/unread/inspect.json']);
  });

  test('events are none: they tell of containers that nobody asked for, and of these a second time', () => {
    const events = [{ Type: 'container', Action: 'die' }];
    expect(captureSources(captureFiles({ ...capture(), events }))).toEqual([]);
  });

  test('a name that is no name of an engine does not become a path', () => {
    const paths = captureFiles(capture(container('../../etc', {}))).map(({ path }) => path);
    expect(paths).toContain('containers/aaaaaaaaaaaa/log.txt');
    expect(paths.some((path) => path.includes('..'))).toBe(false);
  });

  test.each([
    ['ended well', { Status: 'exited', ExitCode: 0 }, 'passed'],
    ['a child of it ran out of memory', { Status: 'exited', ExitCode: 0, OOMKilled: true }, 'failed'],
    ['stopped by somebody', { Status: 'exited', ExitCode: 143 }, 'unknown'],
    ['killed', { Status: 'exited', ExitCode: 137 }, 'failed'],
    ['not started, by Docker', { Status: 'created', ExitCode: 127 }, 'failed'],
    ['not started, by Podman', { Status: 'created', ExitCode: 0 }, 'unknown'],
    ['in a restart loop', { Status: 'restarting', ExitCode: 2 }, 'failed'],
    ['unhealthy while it runs', { Status: 'running', Health: { Status: 'unhealthy' } }, 'failed'],
    ['runs', { Status: 'running' }, 'unknown'],
    ['no state at all', null, 'unknown'],
  ])('%s', (_, state, outcome) => {
    const inspect = { State: state };
    const [, log] = captureSources(captureFiles(capture(container('web', {}, { inspect }))));
    expect(log?.outcome).toBe(outcome);
  });

  test('a broken inspect.json leaves the outcome open', () => {
    const files = [
      { path: 'containers/web/inspect.json', text: '[{"State": {"Sta' },
      { path: 'containers/web/log.txt', text: 'x' },
    ];
    expect(captureSources(files).map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  });
});
