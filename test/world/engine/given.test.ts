import { describe, expect, it } from 'vitest';
import { Answer } from '../../../src/world/engine/connection/answer.js';
import { givenOf } from '../../../src/world/engine/given.js';
import { look } from '../../../src/world/engine/look.js';
import { MemoryEngine } from './memory-engine.js';

const IMAGE = new Answer({
  Config: { Env: ['PATH=/bin', 'REEF_HOME=/reef'], Entrypoint: ['/entry'], Cmd: ['serve'], User: 'reef' },
});
const started = (Config: object, HostConfig: object = {}, Mounts: object[] = []) =>
  givenOf(new Answer({ Config, HostConfig, Mounts }), IMAGE);

describe('with what a container was started beside its image', () => {
  it('nothing, where the image says it all', () => {
    const same = { Env: ['PATH=/bin', 'REEF_HOME=/reef'], Entrypoint: ['/entry'], Cmd: ['serve'], User: 'reef' };
    expect(started(same, { NetworkMode: 'bridge', PidsLimit: 0, PortBindings: {} })).toEqual({});
  });

  it('names of variables without values, ports, volumes with a name, user, network, limits and command', () => {
    const volume = { Type: 'volume', Name: 'reef-data', Destination: '/data' };
    const nameless = { Type: 'volume', Name: 'a'.repeat(64), Destination: '/cache' };
    const bind = { Type: 'bind', Source: '/srv/reef', Destination: '/conf' };
    expect(
      started(
        { Env: ['PATH=/bin', 'REEF_HOME=/other', 'REEF_TOKEN=s3cr3t'], Entrypoint: ['/entry'], Cmd: ['work', '-v'] },
        {
          PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }], '53/udp': [{ HostPort: '' }] },
          NetworkMode: 'reef_default',
          PidsLimit: 64,
          ReadonlyRootfs: true,
          Tmpfs: { '/tmp': '' },
        },
        [volume, nameless, bind],
      ),
    ).toEqual({
      givenPorts: '8080:80 :53/udp',
      givenVariables: 'REEF_TOKEN',
      givenVolumes: 'reef-data:/data /srv/reef:/conf',
      givenTmpfs: '/tmp',
      givenNetwork: 'reef_default',
      givenReadOnly: 1,
      givenPids: 64,
      givenWords: '["work","-v"]',
    });
  });

  it('another entry point carries the rest of it in front of the words', () => {
    expect(started({ Entrypoint: ['sh', '-c'], Cmd: ['exit 3'], User: 'reef' })).toEqual({
      givenEntrypoint: 'sh',
      givenWords: '["-c","exit 3"]',
    });
  });

  it('is told of a container that failed, and of no other', async () => {
    const inspect = (ExitCode: number) => ({
      State: { Status: 'exited', ExitCode, FinishedAt: new Date().toISOString() },
      Config: { User: 'reef', Image: 'reef:2' },
    });
    const engine = new MemoryEngine({ bad: { inspect: inspect(3) }, good: { inspect: inspect(0) } });
    const { containers } = await look(engine, { filters: [], all: true });
    const users = Object.fromEntries(containers.map(({ name, findings }) => [name, findings['givenUser']]));
    expect(users).toEqual({ bad: 'reef', good: undefined });
  });
});
