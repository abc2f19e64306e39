import { describe, expect, it } from 'vitest';
import { dockerPs } from '../../../src/knowledge/docker/docker-ps.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(dockerPs, text).failures;
const HEADER = 'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES';

describe('docker ps', () => {
  it('shows a container in a restart loop', () => {
    expect(read(recorded('container/restart-loop-ps'))).toMatchObject([
      { tool: 'docker', kind: 'container', role: 'cause', name: 'wd-web', code: '3', facts: { restarting: 1 } },
    ]);
  });

  it('shows an unhealthy one, which is a consequence', () => {
    expect(read(recorded('health/endpoint-missing'))).toMatchObject([{ role: 'wrapper', name: 'wdshop-web-1' }]);
  });

  it('one that has exited, is up, or is only spoken of is no failure', () => {
    expect(read(`${HEADER}\n0a   app   "sh"   1 hour ago   Exited (1) 5 minutes ago      web`)).toEqual([]);
    expect(read(`${HEADER}\n0a   app   "sh"   1 hour ago   Up 5 minutes (healthy)      web`)).toEqual([]);
    expect(read('Restarting (1) 5 seconds ago')).toEqual([]);
  });

  it('one that a signal ended has failed, by any of the tables', () => {
    const row = (status: string) => `${HEADER}\n0a   app   "sh"   1 hour ago   ${status} 5 minutes ago      web`;
    expect(read(row('Exited (137)'))).toMatchObject([{ name: 'web', code: '137', role: 'cause' }]);
    expect(read(row('Exited (139)'))).toMatchObject([{ name: 'web', code: '139' }]);
    expect(read(row('Exited (143)'))).toEqual([]);
    const v1 =
      'Name      Command    State    Ports\n---------\nweb_1     ./web      Exit 137\ndb_1      ./db       Exit 0';
    expect(read(v1)).toMatchObject([{ name: 'web_1', code: '137' }]);
  });
});
