import { describe, expect, it } from 'vitest';
import { containerEvents } from '../../../src/knowledge/container/container-events.js';
import { kernelOom } from '../../../src/knowledge/container/kernel-oom.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(containerEvents, text).failures;
const of = (scenario: string) => read(recorded(`container/events-${scenario}`));

const ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';
const event = (what: string, attributes = '') =>
  `2026-11-23T03:48:05.000000000Z container ${what} ${ID} (${attributes}image=web:1, name=web)`;

describe('docker events', () => {
  it('tells that memory ran out, with the death that followed, as text and as JSON', () => {
    for (const scenario of ['oom', 'oom-json']) {
      const [failure, ...others] = of(scenario);
      expect(others).toEqual([]);
      expect(failure).toMatchObject({ role: 'cause', name: 'wd-shop', code: '137', facts: { oomKilled: 1 } });
      expect(failure?.lines).toHaveLength(2);
    }
  });

  it('tells an end nobody meant, and its code', () => {
    expect(of('exited')).toMatchObject([{ role: 'wrapper', code: '3', facts: { exitCode: 3 } }]);
    expect(of('crashed')).toMatchObject([{ role: 'cause', code: '139', facts: { signal: 'SIGSEGV' } }]);
  });

  it('counts starts after deaths', () => {
    for (const scenario of ['restart-loop', 'restart-loop-json', 'podman-restart-loop']) {
      const [loop, ...others] = of(scenario);
      expect(others, scenario).toEqual([]);
      expect(loop, scenario).toMatchObject({ role: 'wrapper', name: 'wd-shop', facts: { restarting: 1 } });
      expect(loop?.facts['restartCount'], scenario).toBeGreaterThanOrEqual(3);
      expect(loop?.lines.length, scenario).toBeLessThanOrEqual(6);
    }
  });

  it('is silent where somebody killed, stopped or removed it, where it did its work, or runs again', () => {
    for (const scenario of ['killed', 'recovered', 'ended-well', 'podman-removed'])
      expect(of(scenario), scenario).toEqual([]);
  });

  it('takes a signal that only asks for something for no kill', () => {
    const end = event('die', 'exitCode=1, ');
    expect(read(`${event('kill', 'signal=1, ')}\n${end}`)).toHaveLength(1);
    expect(read(`${event('kill', 'signal=15, ')}\n${end}`)).toEqual([]);
  });

  it('forgives bad health once it is good again', () => {
    expect(of('unhealthy')).toMatchObject([{ role: 'wrapper', facts: { health: 'unhealthy' } }]);
    expect(read(`${event('health_status: unhealthy')}\n${event('health_status: healthy')}`)).toEqual([]);
  });

  it('reads Podman, whose text has no exit code and whose JSON has', () => {
    expect(of('podman-exited')).toMatchObject([{ code: '3', name: 'wd-shop' }]);
    expect(read(`2026-11-23 03:26:07.860709449 +0000 UTC container died ${ID} (image=web, name=web)`)).toEqual([]);
  });

  it('follow a container whatever is printed in between', () => {
    const told = `building\n${event('kill', 'signal=9, ')}\n${event('die', 'exitCode=137, ')}\ndone\n${event('start')}\nup\n${event('die', 'exitCode=1, ')}`;
    expect(read(told).map(({ code, span }) => [code, span.last])).toEqual([['1', 7]]);
  });

  it('does not take sentences and other objects for events', () => {
    expect(read('the container die casting machine')).toEqual([]);
    expect(read('container die 0a1b2c3d4e5f')).toEqual([]);
    expect(read('{"Action":"die","Type":"container"}')).toEqual([]);
    expect(read('{"Action":"die","Type":"container","Actor":{"ID":7}}')).toEqual([]);
    expect(read(`{"Action":"die"${' '.repeat(1000)}`)).toEqual([]);
  });
});

describe('kernel messages', () => {
  it('name the program that was killed for its container', () => {
    expect(runParser(kernelOom, recorded('container/oom-dmesg')).failures).toMatchObject([
      { tool: 'container', kind: 'container', code: '137', facts: { oomKilled: 1, program: 'tail' } },
    ]);
    const old = 'Memory cgroup out of memory: Kill process 42 (java) score 1000 or sacrifice child';
    expect(runParser(kernelOom, old).failures).toMatchObject([{ facts: { program: 'java' } }]);
    expect(runParser(kernelOom, 'Memory cgroup out of memory: Killed process').failures).toEqual([]);
  });
});
