import { describe, expect, it } from 'vitest';
import { startAgain } from '../../../../src/core/classify/advice/start-again.js';

describe('starting a container again by what its engine told', () => {
  it('has its limits, ports on this machine only, names of variables, volumes that nobody writes to, and its command', () => {
    expect(
      startAgain({
        image: 'kelp:3.1',
        memoryLimit: 67108864,
        givenPids: 64,
        givenReadOnly: 1,
        givenUser: '1000:1000',
        givenNetwork: 'reef_default',
        givenPorts: '8080:80 :9090',
        givenVariables: 'KELP_DSN KELP_MODE',
        givenTmpfs: '/tmp',
        givenVolumes: 'kelp-data:/var/lib/kelp /srv/kelp/conf:/conf',
        givenEntrypoint: '/bin/sh',
        givenWords: '["-c","kelp --serve \'all\'"]',
      }),
    ).toBe(
      'docker run --rm --memory 67108864 --pids-limit 64 --read-only --user 1000:1000 --network reef_default ' +
        '-p 127.0.0.1:8080:80 -p 127.0.0.1::9090 -e KELP_DSN -e KELP_MODE --tmpfs /tmp ' +
        "-v kelp-data:/var/lib/kelp:ro -v /srv/kelp/conf:/conf:ro --entrypoint /bin/sh kelp:3.1 -c 'kelp --serve '\\''all'\\'''",
    );
  });

  it.each([
    ['the whole machine', { givenVolumes: '/:/host' }],
    ["the engine's socket", { givenVolumes: '/srv/docker.sock:/sock' }],
    ['what the system keeps', { givenVolumes: '/etc:/e /root/.ssh:/k /var/run/x:/x /home/kelp/.aws:/a' }],
    ['a volume with an option of its own', { givenVolumes: 'data:/data:rw,shared' }],
    ['a variable with its value', { givenVariables: 'KELP=1 --privileged' }],
    ["the host's namespaces", { givenNetwork: '--pid=host', givenUser: '--privileged -v', givenPorts: '80:80;reboot' }],
  ])('never takes over %s', (_, facts) => {
    expect(startAgain({ image: 'kelp:3.1', ...facts })).toBe('docker run --rm kelp:3.1');
  });

  it('is started by the engine that it ran on', () => {
    expect(startAgain({ image: 'localhost/kelp:3.1', givenEngine: 'podman' })).toBe(
      'podman run --rm localhost/kelp:3.1',
    );
  });

  it('is the bare image where the command cannot be written in a line, and nothing without an image', () => {
    expect(startAgain({ image: 'kelp:3.1', givenUser: 'app', givenWords: '["a\\nb"]' })).toBe(
      'docker run --rm kelp:3.1',
    );
    expect(startAgain({ image: 'kelp:3.1', givenWords: JSON.stringify(['x'.repeat(2000)]) })).toBe(
      'docker run --rm kelp:3.1',
    );
    expect(startAgain({ image: '$(reboot)' })).toBeUndefined();
    expect(startAgain({})).toBeUndefined();
  });
});
