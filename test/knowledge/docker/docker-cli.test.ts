import { describe, expect, it } from 'vitest';
import { dockerCli } from '../../../src/knowledge/docker/docker-cli.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(dockerCli, text).failures;

describe('recorded answers', () => {
  it.each([
    ['docker/daemon-unreachable', 'engine'],
    ['docker/daemon-unreachable-20-10', 'engine'],
    ['docker/daemon-host-dns', 'engine'],
    ['docker/build-daemon-unreachable-buildx', 'engine'],
    ['docker/socket-permission', 'engine'],
    ['docker/port-allocated', 'container'],
    ['docker/port-allocated-20-10', 'container'],
    ['docker/port-taken-by-process', 'container'],
    ['docker/name-conflict', 'container'],
    ['docker/exec-container-gone', 'container'],
    ['docker/pull-tag-missing', 'dependency'],
    ['docker/run-image-missing-denied', 'dependency'],
    ['docker/flag-unknown', 'command'],
    ['docker/flag-unknown-20-10', 'command'],
    ['docker/build-no-context', 'command'],
    ['docker/build-no-context-20-10', 'command'],
    ['docker/reference-invalid', 'command'],
    ['docker/reference-invalid-buildx', 'command'],
    ['docker/subcommand-unknown', 'command'],
    ['docker/volume-invalid', 'command'],
    ['docker/credential-helper', 'configuration'],
    ['container/command-missing', 'container'],
    ['container/command-missing-20-10', 'container'],
    ['container/exec-command-missing', 'container'],
    ['container/user-missing', 'container'],
  ])('%s is a cause of kind %s', (scenario, kind) => {
    const failures = read(recorded(scenario));
    expect(failures.map((failure) => [failure.tool, failure.kind, failure.role])).toEqual([['docker', kind, 'cause']]);
  });

  it('cleaning up what is not there is no failure', () => {
    expect(read(recorded('docker/run-passes'))).toEqual([]);
  });
});

describe('who else speaks', () => {
  it('a program that waits until a container is gone is told so', () => {
    const answer = "Error response from daemon: No such container: 0a1b': ended=2026-05-01";
    expect(read(`[INFO]  provider.kiln: 2026/05/01 07:57:29 Waiting for Container '0a1b' errord: '${answer}`)).toEqual(
      [],
    );
  });

  it.each([
    'ERROR: for mongo  Cannot start service mongo: driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:27017 failed: port is already allocated',
    'ERROR: Cannot start service mongo: driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:27017 failed: port is already allocated',
    ' Container shop-db-1  Error response from daemon: Conflict. The container name "/db" is already in use by container "0a".',
    'ERROR: for web  Cannot create container for service web: Conflict. The container name "/web" is already in use by container "0a".',
  ])('Compose: %s', (text) => {
    expect(read(text)).toMatchObject([{ tool: 'docker', kind: 'container' }]);
  });

  it.each([
    "unable to get image 'redis:7': Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    "ERROR: Couldn't connect to Docker daemon at http+docker://localhost - is it running?",
    'error during connect: this error may indicate that the docker daemon is not running: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/info": open //./pipe/docker_engine: The system cannot find the file specified.',
    'request returned Internal Server Error for API route and version http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/info, check if the server supports the requested API version',
  ])('no engine: %s', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'engine' }]);
  });

  it('names the image that could not be pulled', () => {
    expect(
      read(
        "docker: Error response from daemon: pull access denied for acme/api, repository does not exist or may require 'docker login'.",
      )[0]?.name,
    ).toBe('acme/api');
  });
});

describe('a push that was refused', () => {
  it('names the repository', () => {
    expect(read(recorded('docker/push-denied'))).toMatchObject([
      { kind: 'dependency', name: 'localhost:5055/team/api' },
    ]);
  });

  it("needs the push: the words alone are anybody's", () => {
    expect(read('denied: requested access to the resource is denied')).toEqual([]);
    expect(read('unauthorized: 3 requests')).toEqual([]);
  });
});

describe('what is no failure of docker', () => {
  it.each([
    ['another program with the same words', "unknown flag: --wait-for\nSee 'helm install --help'."],
    ['the words alone', 'unknown flag: --wait-for'],
    ['a test of that name', 'test pull::manifest_unknown ... ok'],
    ['a program called docker-something', 'docker: starting up, port 80'],
    ['removing a network', 'Error response from daemon: network shop_default not found'],
    ['an image that is not there to remove', 'Error response from daemon: No such image: acme/api:old'],
    ['killing what has ended', 'Error response from daemon: Cannot kill container: web: Container 0a is not running'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it('a pull that succeeds later takes the first one back', () => {
    expect(runParser(dockerCli, 'Status: Downloaded newer image for acme/api:latest').recoveries).toEqual([
      { tool: 'docker', name: 'acme/api:latest', line: 1 },
    ]);
  });
});
