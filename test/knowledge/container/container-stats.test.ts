import { describe, expect, it } from 'vitest';
import { containerStats } from '../../../src/knowledge/container/container-stats.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(containerStats, text).failures;
const percent = (scenario: string) => read(recorded(`container/stats-${scenario}`))[0]?.facts['memoryPercent'];

describe('docker stats', () => {
  it('is a measurement of each container: a table, JSON, JSON of Podman', () => {
    for (const scenario of ['memory-high', 'memory-high-json', 'memory-high-podman']) {
      const failures = read(recorded(`container/stats-${scenario}`));
      expect(failures, scenario).toMatchObject([{ tool: 'container', kind: 'measurement', name: 'wd-shop' }]);
      expect(percent(scenario), scenario).toBeGreaterThan(95);
    }
    expect(percent('memory-ok')).toBeLessThan(60);
  });

  it('knows what is used, of what, by how many', () => {
    const [high] = read(recorded('container/stats-memory-high'));
    expect(high?.facts).toMatchObject({ measured: 'container', limit: '64MiB', pids: 3 });
    expect(high?.facts['used']).toMatch(/MiB$/);
    expect(read(recorded('container/stats-memory-ok'))).toHaveLength(2);
  });

  it('reads the tables of old engines and of Podman, and no further than the table', () => {
    const old =
      'CONTAINER           CPU %               MEM USAGE / LIMIT     MEM %               NET I/O             BLOCK I/O           PIDS';
    const row =
      '0a1b2c3d4e5f        12.50%              63.1MiB / 64MiB       98.59%              1.2kB / 0B          0B / 0B             7';
    expect(read(`${old}\n${row}\ndone\n${row}`)).toMatchObject([
      { name: '0a1b2c3d4e5f', facts: { memoryPercent: 98.59, cpuPercent: 12.5, pids: 7 } },
    ]);
    const podman =
      'ID            NAME        CPU %       MEM USAGE / LIMIT  MEM %       NET IO         BLOCK IO    PIDS        CPU TIME     AVG CPU %\n' +
      'b5b5da008d70  pp          4.97%       475.1kB / 25.28GB  0.00%       382B / 1.08kB  0B / 0B     1           29.378368ms  4.97%';
    expect(read(podman)).toMatchObject([{ name: 'pp', facts: { cpuPercent: 4.97, pids: 1 } }]);
  });

  it('is silent on a heading alone, a container that does not run, and what only looks like it', () => {
    expect(read('MEM USAGE / LIMIT')).toEqual([]);
    expect(read('{"MemPerc":"')).toEqual([]);
    expect(read('"mem_percent": "99.00%",')).toEqual([]);
  });
});
