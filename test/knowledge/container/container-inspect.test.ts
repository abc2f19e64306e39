import { describe, expect, it } from 'vitest';
import { containerHealth } from '../../../src/knowledge/container/container-health.js';
import { containerInspect } from '../../../src/knowledge/container/container-inspect.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(containerInspect, text).failures;
const of = (scenario: string) => read(recorded(`container/inspect-${scenario}`));
const texts = (scenario: string) => of(scenario)[0]?.lines.map(({ text }) => text.trim().replace(/,$/, ''));

describe('docker inspect', () => {
  it('names the container, how it ended and what it was made of', () => {
    expect(of('exited')).toMatchObject([
      {
        tool: 'container',
        kind: 'container',
        role: 'wrapper',
        name: 'wd-shop',
        code: '1',
        message: 'Container wd-shop exited with code 1',
        facts: { trouble: 'exited', status: 'exited', exitCode: 1, restartCount: 0, image: 'busybox:local' },
      },
    ]);
    expect(of('exited')[0]?.facts['finishedAt']).toMatch(/^2026-/);
  });

  it('quotes only what tells of the trouble, and covers the whole object', () => {
    expect(texts('exited')).toEqual(['"Status": "exited"', '"ExitCode": 1', '"Name": "/wd-shop"']);
    expect(texts('oom')).toContain('"Memory": 16777216');
    expect(texts('killed')).not.toContain('"OOMKilled": false');
    const [failure] = of('exited');
    expect(failure?.span).toEqual({ first: 2, last: recorded('container/inspect-exited').split('\n').length - 2 });
    expect(failure?.key).toHaveLength(1);
  });

  it('says what the engine said when it could not start one', () => {
    expect(of('command-missing')).toMatchObject([{ role: 'cause', code: '127', facts: { trouble: 'not-started' } }]);
    expect(of('command-missing-20-10')[0]?.facts['error']).toContain('"gunicorn": executable file not found in $PATH');
    expect(of('user-missing')).toMatchObject([{ code: '128', facts: { status: 'created' } }]);
    expect(texts('user-missing')?.some((text) => text.startsWith('"ExitCode"'))).toBe(false);
  });

  it('tells memory from a kill, also where only a child was killed', () => {
    const limit = { memoryLimit: 16_777_216, limit: '16 MiB' };
    expect(of('oom')).toMatchObject([
      { role: 'cause', facts: { trouble: 'out-of-memory', signal: 'SIGKILL', ...limit } },
    ]);
    expect(of('oom-child')).toMatchObject([{ code: '1', facts: { trouble: 'out-of-memory', oomKilled: 1, ...limit } }]);
    expect(of('killed')).toMatchObject([{ code: '137', facts: { trouble: 'exited' } }]);
  });

  it('counts restarts, and lets what ends each round be the cause', () => {
    const [loop] = of('restart-loop');
    expect(loop).toMatchObject({
      role: 'wrapper',
      code: '3',
      facts: { trouble: 'restart-loop', status: 'restarting' },
    });
    expect(loop?.facts['restartCount']).toBeGreaterThan(3);
    expect(of('restart-oom')).toMatchObject([{ role: 'cause', facts: { trouble: 'out-of-memory' } }]);
    expect(of('crashed')).toMatchObject([{ role: 'cause', facts: { trouble: 'crashed', signal: 'SIGSEGV' } }]);
  });

  it('quotes the last probe of an unhealthy one, which still runs', () => {
    const [failure] = of('unhealthy');
    expect(failure).toMatchObject({ role: 'cause', facts: { trouble: 'unhealthy', status: 'running' } });
    expect(failure?.code).toBeUndefined();
    expect(failure?.facts['probe']).toBe("wget: can't connect to remote host (127.0.0.1): Connection refused");
    expect(texts('unhealthy')?.filter((text) => text.startsWith('"Output"'))).toHaveLength(1);
  });

  it('is silent on what runs, ended well, was stopped or never started', () => {
    for (const scenario of ['healthy', 'ended-well', 'stopped', 'restarted-once', 'compact-ok', 'podman-ok'])
      expect(of(scenario), scenario).toEqual([]);
  });

  it('reads one line as well as many, and cuts the line down to its members', () => {
    expect(of('compact')).toMatchObject([{ code: '137', facts: { trouble: 'out-of-memory' } }]);
    expect(texts('compact')).toEqual(expect.arrayContaining(['"OOMKilled":true', '"ExitCode":137']));
    expect(of('compact-whole')).toMatchObject([{ name: 'wd-shop', code: '127', facts: { trouble: 'not-started' } }]);
  });

  it('reads Podman: other indents, an image name, no word about memory, another word while it restarts', () => {
    expect(of('podman-exited')).toMatchObject([{ name: 'wd-shop', facts: { image: 'localhost/busybox:local' } }]);
    expect(of('podman-oom')).toMatchObject([{ facts: { trouble: 'out-of-memory', limit: '16 MiB' } }]);
    expect(of('podman-oom')[0]?.facts['oomKilled']).toBeUndefined();
    const [loop] = of('podman-restart-loop');
    expect(loop?.facts).toMatchObject({ trouble: 'restart-loop' });
    // While a round of it runs there is no exit code yet.
    expect(loop?.code).toBe(loop?.facts['status'] === 'running' ? undefined : '3');
  });
});

/** A container as a collection or another JSON printer writes it. */
function printed(container: object, indent?: number): string {
  return JSON.stringify([container], undefined, indent);
}

const ENDED = { Status: 'exited', OOMKilled: false, ExitCode: 1, Error: '' };

describe('other sources of the same object', () => {
  it('takes what an investigation found as facts, and shows it', () => {
    const container = {
      State: ENDED,
      Name: '/web',
      Whydunit: { interpreter: '/bin/bash', peak: 12, exitCode: 99, list: [] },
    };
    for (const indent of [undefined, 1, 2, 4]) {
      const [failure] = read(printed(container, indent));
      expect(failure?.facts, `indent ${indent}`).toMatchObject({ interpreter: '/bin/bash', peak: 12, exitCode: 1 });
      expect(failure?.facts).not.toHaveProperty('list');
      expect(failure?.lines.map(({ text }) => text.replace(/[\s,]/g, ''))).toContain('"interpreter":"/bin/bash"');
    }
  });

  it('takes a reason that was found for a cause, also where the engine gives none', () => {
    const Whydunit = { programFinding: 'gunicorn is not in the container' };
    expect(read(printed({ State: ENDED, Whydunit }, 4))).toMatchObject([{ role: 'cause' }]);
    const created = { ...ENDED, Status: 'created', ExitCode: 0 };
    expect(read(printed({ State: created }, 4))).toEqual([]);
    expect(read(printed({ State: created, Whydunit }, 4))).toMatchObject([{ role: 'cause', facts: Whydunit }]);
  });

  it('tells several containers in one answer apart', () => {
    const two = JSON.stringify(
      [
        { State: ENDED, Name: '/a' },
        { State: { ...ENDED, ExitCode: 2 }, Name: '/b' },
      ],
      undefined,
      4,
    );
    expect(read(two).map(({ name, code }) => [name, code])).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(read(JSON.stringify(JSON.parse(two))).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('reads the state of an answer that is cut off, and says so', () => {
    const whole = recorded('container/inspect-oom');
    const cut = whole.slice(0, whole.indexOf('"HostConfig"') + 40);
    expect(read(cut)).toMatchObject([{ code: '137', facts: { trouble: 'out-of-memory' } }]);
    expect(read(whole.slice(0, whole.indexOf('"ExitCode"')))).toEqual([]);
  });

  it('is not misled by what an object only looks like', () => {
    expect(read('"OOMKilled": true,')).toEqual([]);
    expect(read('{\n  "OOMKilled": true,\n  "x": [\n}')).toEqual([]);
    expect(read('{"State":{"OOMKilled":"yes","ExitCode":1}}')).toEqual([]);
    expect(read('assert {"OOMKilled": true} == state')).toEqual([]);
    expect(read('{"State": null, "OOMKilled": true, "ExitCode": "1"}')).toEqual([]);
    expect(read(`${'{"State":'.repeat(5_000)}"OOMKilled":`)).toEqual([]);
  });

  it('leaves the health of a whole container to it', () => {
    const line = printed({
      State: { ...ENDED, Status: 'running', ExitCode: 0, Health: { Status: 'unhealthy', FailingStreak: 3, Log: [] } },
    });
    expect(read(line)).toMatchObject([{ role: 'wrapper', facts: { health: 'unhealthy' } }]);
    expect(runParser(containerHealth, line).failures).toEqual([]);
  });
});
