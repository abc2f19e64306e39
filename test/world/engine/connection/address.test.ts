import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type EngineEnvironment, engineAddresses } from '../../../../src/world/engine/connection/address.js';

const urls = (env: EngineEnvironment, files: Record<string, string> = {}) =>
  engineAddresses(env, (path) => files[path]).map(({ url }) => url);

describe('where an engine is looked for', () => {
  test('DOCKER_HOST decides alone', () => {
    expect(urls({ DOCKER_HOST: 'unix:///run/x.sock', HOME: '/home/ada' })).toEqual(['unix:///run/x.sock']);
    expect(urls({ DOCKER_HOST: '10.0.0.7:2375' })).toEqual(['tcp://10.0.0.7:2375']);
    expect(urls({ DOCKER_HOST: '/run/x.sock' })).toEqual(['unix:///run/x.sock']);
  });

  test('then the chosen context', () => {
    const id = createHash('sha256').update('desktop').digest('hex');
    const files = {
      '/home/ada/.docker/config.json': '{"currentContext": "desktop"}',
      [`/home/ada/.docker/contexts/meta/${id}/meta.json`]: '{"Endpoints": {"docker": {"Host": "unix:///d.sock"}}}',
    };
    expect(urls({ HOME: '/home/ada' }, files)).toEqual(['unix:///d.sock']);
    expect(urls({ HOME: '/home/ada', DOCKER_CONTEXT: 'default' }, files)).toContain('unix:///var/run/docker.sock');
    expect(urls({ HOME: '/home/ada', DOCKER_HOST: 'tcp://x:1' }, files)).toEqual(['tcp://x:1']);
  });

  test('then the usual sockets, Docker before Podman', () => {
    expect(urls({ HOME: '/home/ada', XDG_RUNTIME_DIR: '/run/user/1000', DOCKER_HOST: '' })).toEqual([
      'unix:///var/run/docker.sock',
      'unix:///run/user/1000/docker.sock',
      'unix:///home/ada/.docker/run/docker.sock',
      'unix:///run/podman/podman.sock',
      'unix:///run/user/1000/podman/podman.sock',
    ]);
  });

  test('a broken configuration of docker is no reason to stop', () => {
    for (const text of ['{"currentContext"', '[]', '{"currentContext": 7}', '{"currentContext": "gone"}'])
      expect(urls({ HOME: '/h' }, { '/h/.docker/config.json': text })[0]).toBe('unix:///var/run/docker.sock');
  });
});
