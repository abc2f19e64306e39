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

describe('of what the engine told only what has the right form is taken over', () => {
  const rest = (facts: Parameters<typeof startAgain>[0]) =>
    startAgain({ image: 'kelp', ...facts })?.replace(/^docker run --rm ?/, '');
  it.each<[facts: Parameters<typeof startAgain>[0], said: string]>([
    [{ memoryLimit: 1 }, '--memory 1 kelp'],
    [{ memoryLimit: 0 }, 'kelp'],
    [{ memoryLimit: '5' }, 'kelp'],
    [{ givenPids: 1 }, '--pids-limit 1 kelp'],
    [{ givenPids: 0 }, 'kelp'],
    [{ givenPids: -1 }, 'kelp'],
    [{ givenReadOnly: 0 }, 'kelp'],
    [{ givenReadOnly: '1' }, 'kelp'],
    [{ givenUser: 'app' }, '--user app kelp'],
    [{ givenUser: 'app:app:app' }, 'kelp'],
    [{ givenUser: ':app' }, 'kelp'],
    [{ givenUser: 'a'.repeat(64) }, `--user ${'a'.repeat(64)} kelp`],
    [{ givenUser: 'a'.repeat(65) }, 'kelp'],
    [{ givenNetwork: '-a' }, 'kelp'],
    [{ givenNetwork: 'a'.repeat(101) }, 'kelp'],
    [
      { givenPorts: ':1 1: 1:2 1:2/udp 1:2/tcp 123456:1 1:123456' },
      '-p 127.0.0.1::1 -p 127.0.0.1:1:2 -p 127.0.0.1:1:2/udp kelp',
    ],
    [{ givenVariables: 'A _a 1A A-B' }, '-e A -e _a kelp'],
    [{ givenTmpfs: '/a a / /a;b' }, '--tmpfs /a kelp'],
    [{ givenVolumes: 'a:/b' }, '-v a:/b:ro kelp'],
    [{ givenVolumes: '-a:/b a:b :/b a:/b:rw' }, 'kelp'],
    [
      { givenVolumes: '/srv/a:/b /srv/binary:/c /etcetera:/d' },
      '-v /srv/a:/b:ro -v /srv/binary:/c:ro -v /etcetera:/d:ro kelp',
    ],
    [
      { givenVolumes: '/etc:/a /etc/a:/b /lib64/a:/c /var/lib/a:/d /dev:/e /proc:/f /sys/a:/g /usr:/h /boot:/i' },
      'kelp',
    ],
    [{ givenVolumes: '/srv/.a:/b .a:/c a/.b:/d' }, 'kelp'],
    [{ givenVolumes: '/var/log:/a' }, '-v /var/log:/a:ro kelp'],
    [{ givenEntrypoint: '/a b' }, "--entrypoint '/a b' kelp"],
    [{ givenEntrypoint: 7 }, 'kelp'],
    [{ givenWords: '["a",7]' }, 'kelp a 7'],
    [{ givenWords: '{"a":1}' }, 'kelp'],
    [{ givenWords: 'broken', givenUser: 'app' }, 'kelp'],
    [{ givenEngine: 'other' }, 'kelp'],
  ])('%j', (facts, said) => {
    expect(rest(facts)).toBe(said);
  });

  it.each([
    ['kelp', true],
    ['7kelp', true],
    ['a.b/c:1@sha256:0', true],
    ['-kelp', false],
    ['.kelp', false],
    ['kelp 1', false],
    ['kelp;', false],
    [`k${'x'.repeat(254)}`, true],
    [`k${'x'.repeat(255)}`, false],
  ])('an image called %s: %s', (image, is) => {
    expect(startAgain({ image }) !== undefined).toBe(is);
  });

  it('is no longer than 900 characters, or the image and its limits alone', () => {
    const bare = 'docker run --rm --user app kelp '.length;
    const words = (length: number) => JSON.stringify(['x'.repeat(length - bare)]);
    expect(startAgain({ image: 'kelp', givenUser: 'app', givenWords: words(900) })).toHaveLength(900);
    expect(startAgain({ image: 'kelp', givenUser: 'app', memoryLimit: 7, givenWords: words(901) })).toBe(
      'docker run --rm --memory 7 kelp',
    );
  });
});
