import { describe, expect, it } from 'vitest';
import { podman } from '../../../src/knowledge/docker/podman.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(podman, text).failures;

describe('podman', () => {
  it.each([
    ['podman/command-missing', 'container'],
    ['podman/name-conflict', 'container'],
    ['podman/port-in-use', 'container'],
    ['podman/user-missing', 'container'],
    ['podman/short-name', 'dependency'],
    ['podman/copy-missing', 'build'],
    ['podman/containerfile-missing', 'build'],
  ])('%s is a cause of kind %s', (scenario, kind) => {
    expect(read(recorded(scenario)).map((failure) => [failure.tool, failure.kind, failure.role])).toEqual([
      ['podman', kind, 'cause'],
    ]);
  });

  it('without its service says so twice', () => {
    expect(read(recorded('podman/socket')).map(({ kind }) => kind)).toEqual(['engine', 'engine']);
  });

  it('wraps what a RUN ran', () => {
    const [failure] = read(recorded('podman/run-fails'));
    expect(failure).toMatchObject({
      kind: 'build-step',
      role: 'wrapper',
      name: 'echo checking schema; exit 3',
      code: '3',
    });
    expect(failure?.lines.map((line) => line.text)).toContain('checking schema');
  });

  it.each([
    'Error: rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
    'Error: something went wrong with the request: "listen tcp :8000: bind: address already in use\\n"',
    'Error: unable to start container "0a": rootlessport cannot expose privileged port 80',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'container', role: 'cause' }]);
  });

  it('is silent about cleaning up', () => {
    expect(read(recorded('podman/cleanup-ok'))).toEqual([]);
    expect(
      read(
        'Error: "shop_default" has associated containers with it. Use -f to forcibly delete containers and pods: network is being used',
      ),
    ).toEqual([]);
  });
});
