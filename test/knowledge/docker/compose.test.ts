import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/knowledge/docker/compose.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(compose, text).failures;
const told = (text: string) => read(text).map(({ kind, role, name, code }) => [kind, role, name, code]);

describe('containers that ended', () => {
  it.each([
    ['worker-1 exited with code 3', 'wrapper', 'worker-1', '3'],
    ['shop_worker_1 exited with code 3', 'wrapper', 'shop_worker_1', '3'],
    ['\u001b[Kmongo-1 exited with code 132', 'cause', 'mongo-1', '132'],
    ['api-1 exited with code 139', 'cause', 'api-1', '139'],
    ['api-1 exited with code 127', 'cause', 'api-1', '127'],
  ])('%s', (text, role, name, code) => {
    expect(told(text)).toEqual([['container', role, name, code]]);
  });

  it('of Compose v1 go by the name of the project where they end, and without it where they speak', () => {
    // Printed by docker-compose 1.29.2.
    const text = [
      'Attaching to cv1_flow_1, cv1_reef_1, cv1_ebb_1',
      'flow_1  | flow starting',
      'reef_1  | reef: KEEL_DSN is not set',
      'cv1_ebb_1 exited with code 3',
      'cv1_reef_1 exited with code 2',
    ].join('\n');
    expect(read(text)[1]?.facts).toMatchObject({ service: 'reef' });
    expect(read(text).map(({ name, facts, lines }) => [name, facts['silent'], lines.length])).toEqual([
      ['cv1_ebb_1', 1, 1],
      ['cv1_reef_1', undefined, 2],
    ]);
  });

  it('are shown with the last words of their own log', () => {
    const [failure] = read(recorded('compose/env-missing-python'));
    expect(failure?.lines.map((line) => line.text)).toContain("KeyError: 'DATABASE_URL'");
    expect(failure).toMatchObject({ channel: '', span: { first: failure?.key[0], last: failure?.key[0] } });
  });

  it('are silent only when they were watched from the start', () => {
    expect(read(recorded('compose/silent-exit'))[0]?.facts).toMatchObject({ exitCode: 1, silent: 1 });
    expect(read(recorded('compose/exited-nonzero'))[0]?.facts).not.toHaveProperty('silent');
    expect(read('web-1 exited with code 1')[0]?.facts).not.toHaveProperty('silent');
  });

  it('in a restart loop say so', () => {
    expect(read(recorded('compose/restart-loop'))[0]?.facts).toEqual({ exitCode: 1, restarting: 1, service: 'app' });
  });

  it('are no failure when Compose stops them, or they end well', () => {
    expect(read(recorded('compose/pytest-service-passes'))).toEqual([]);
    expect(read('web-1 exited with code 0\nweb-1 exited with code 143\nweb-1 exited with code 130')).toEqual([]);
    expect(read('Stopping shop_web_1 ... \nshop_web_1 exited with code 137')).toEqual([]);
  });

  it('count again in a later run', () => {
    expect(
      told('Gracefully stopping... (press Ctrl+C again to force)\nAttaching to web-1\nweb-1 exited with code 137'),
    ).toHaveLength(1);
  });
});

describe('dependencies', () => {
  it.each([
    ['compose/dependency-unhealthy', 'wdshop-db-1', undefined],
    ['compose/wait-unhealthy', 'wdshop-web-1', undefined],
    ['compose/wait-exited', 'wdshop-web-1', '1'],
  ])('%s', (scenario, name, code) => {
    expect(told(recorded(scenario))).toEqual([['container', 'wrapper', name, code]]);
  });

  it('that were to complete', () => {
    expect(told(recorded('compose/one-shot-dependency-failed'))).toEqual([
      ['container', 'wrapper', 'migrate-1', '4'],
      ['container', 'wrapper', 'migrate', '4'],
    ]);
  });
});

describe('configuration', () => {
  it.each([
    'compose/env-file-missing',
    'compose/variable-required',
    'compose/yaml-broken',
    'compose/property-unknown',
    'compose/depends-on-undefined',
    'compose/no-image-no-build',
    'compose/interpolation-invalid',
    'compose/service-unknown',
    'compose/file-missing',
  ])('%s', (scenario) => {
    expect(read(recorded(scenario))).toEqual([
      expect.objectContaining({ tool: 'compose', kind: 'configuration', role: 'cause' }),
    ]);
  });

  it('names file and line', () => {
    expect(read(recorded('compose/yaml-broken'))[0]?.location).toEqual({ file: 'compose.yml', line: 1 });
  });

  it.each([
    "ERROR: The Compose file './docker-compose.yml' is invalid because:",
    "ERROR: Couldn't find env file: /srv/app/.env",
    'ERROR: No such service: api',
    'ERROR: yaml.scanner.ScannerError: while scanning for the next token',
  ])('v1: %s', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'configuration' }]);
  });

  it('v1 gives its reasons below', () => {
    const text =
      "ERROR: The Compose file './kiln.yml' is invalid because:\n'name' does not match any of the regexes: '^x-'\n\nYou might be seeing this error because";
    expect(read(text)).toMatchObject([
      { message: "'name' does not match any of the regexes: '^x-'", location: { file: 'kiln.yml' }, key: [2] },
    ]);
  });

  it('warnings and other programs are none', () => {
    expect(read(recorded('compose/variable-unset-ok'))).toEqual([]);
    expect(read('yaml: line 3: did not find expected key')).toEqual([]);
    expect(read('failed to parse /etc/app.toml: expected `=`')).toEqual([]);
  });
});
