import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { hypotheses } from '../../../src/core/classify/advice/hypotheses.js';
import { checksOf, explain } from '../../../src/core/classify/explain.js';
import { fillCommand, openIn, templateValues } from '../../../src/core/classify/template.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import { isSavingCommand } from '../../../src/core/domain/pattern.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { failure } from './failures.js';

const valuesOf = (over: Partial<Failure> = {}) => templateValues(['path', 'commit'], {}, failure('boom', over));
const open = (command: string, over?: Partial<Failure>) => [...openIn(command, valuesOf(over)).values()];

describe('what a command leaves to be put in', () => {
  it('is told by what stands there, and by where people find it', () => {
    expect(open('docker logs {failure.container|CONTAINER}')).toEqual([
      "CONTAINER stands for the container's name, see `docker ps -a`",
    ]);
    expect(open('curl {failure.address|http://localhost:PORT/health}')).toEqual([
      'PORT stands for the port that the program listens on, see `ss -ltn`',
    ]);
  });

  it('goes by the name of the placeholder where nobody wrote what it is', () => {
    expect(open('ls {path}; ls {path|PATH}')).toEqual(['PATH stands for the path']);
    const odd = templateValues(['path'], { path: '$(id)' }, failure('boom'));
    expect([...openIn('ls {path}', odd).values()]).toEqual(['PATH stands for the path']);
  });

  it('is nothing where a value, one that works anyhow, or a whole command stands', () => {
    expect(open('docker logs {failure.container|CONTAINER}', { kind: 'container', name: 'kiln-1' })).toEqual([]);
    for (const command of ['git show {commit|HEAD}', 'ls {path|.}', '{one_test|go test -run NAME ./...}', 'env X=PORT'])
      expect(open(command)).toEqual([]);
  });
});

it('the container, the address and its port are named as the text names them', () => {
  const command = '{failure.container|CONTAINER} {failure.address|URL} {failure.port|PORT}';
  const filled = (over: Partial<Failure>) => fillCommand(command, valuesOf(over));
  expect(filled({ kind: 'container', name: 'kiln-1' })).toBe('kiln-1 URL PORT');
  expect(filled({ facts: { container: 'kiln-2', address: 'http://kiln.test:7911/ready' } })).toBe(
    'kiln-2 http://kiln.test:7911/ready 7911',
  );
  expect(filled({ facts: { url: 'https://kiln.test/a:80', port: '8443' } })).toBe(
    'CONTAINER https://kiln.test/a:80 8443',
  );
  expect(filled({ tool: 'kubernetes', kind: 'container', name: 'a-pod' })).toBe('CONTAINER URL PORT');
});

describe('of a whole pattern', () => {
  const [any] = BUILT_IN as [(typeof BUILT_IN)[number]];
  const pattern = {
    ...any,
    fix: [
      { text: 'Look.', run: 'docker logs {failure.container|CONTAINER}' },
      { text: 'Look again.', run: 'docker top {failure.container|CONTAINER}' },
    ],
    verify: ['curl localhost:{failure.port|PORT}'],
    preserve: [],
    hypotheses: [{ text: 'Or this.', check: 'docker exec {failure.container|CONTAINER} id {facts.pid|PID}' }],
  };

  it('each is told once, with the first step that holds it; what only checks hold with the last', () => {
    const { fix } = explain(pattern, {}, failure('boom'));
    expect(fix.map(({ text }) => text)).toEqual([
      "Look. CONTAINER stands for the container's name, see `docker ps -a`.",
      'Look again. PORT stands for the port that the program listens on, see `ss -ltn`.',
    ]);
    const told = hypotheses(pattern, {}, failure('boom'), []).hypotheses?.map(({ title }) => title);
    expect(told).toEqual(['Or this. PID stands for the number of the process, see `ps aux`.']);
  });
});

it('no command of the catalogue has a stand-in that no value could take the place of', () => {
  const word = /(?<![\w$"{/.-])(?:CONTAINER|IMAGE|POD|PROGRAM|PORT|SERVICE|PID|HOST|URL)(?![\w=])/;
  const bare = BUILT_IN.flatMap(({ id, fix, verify, preserve, hypotheses: other = [] }) =>
    [
      ...fix.flatMap(({ run = [] }) => run),
      ...checksOf({ verify }).map(({ run }) => run),
      ...preserve.filter(isSavingCommand),
      ...other.flatMap(({ check = [] }) => check),
    ]
      .filter((command) => word.test(command.replace(/\{[A-Za-z_][\w.]*(?:\|[^{}]*)?\}/g, '_')))
      .map((command) => `${id}: ${command}`),
  );
  expect(bare).toEqual([]);
});

describe('commands name what the text names', () => {
  const commandsOf = async (text: string) => {
    const [first] = (await diagnoseText(text, 'run.log')).diagnoses;
    const checks = first?.hypotheses?.flatMap(({ check = [] }) => check) ?? [];
    return [...(first?.fix.flatMap(({ run = [] }) => run) ?? []), ...(first?.verify ?? []), ...checks].join('\n');
  };

  it('the address that curl asked', async () => {
    const said = await commandsOf(
      '+ curl -s --max-time 4 http://kiln.test:7911/health\n##[error]Process completed with exit code 28.\n',
    );
    expect(said).toContain('http://kiln.test:7911/health');
    expect(said).toContain('http://127.0.0.1:7911/health');
  });

  it('the pod and the port of a probe', async () => {
    const said = await commandsOf(
      [
        'LAST SEEN   TYPE      REASON      OBJECT       MESSAGE',
        '38s         Warning   Unhealthy   pod/oven-0   Liveness probe failed: Get "http://10.42.0.9:7911/healthz": context deadline exceeded',
      ].join('\n'),
    );
    expect(said).toContain('kubectl logs oven-0 --since 10m; kubectl port-forward oven-0 8080:7911');
  });

  it('the ports that docker ps shows, inside of the container and on the machine', async () => {
    const said = await commandsOf(
      [
        'Collected: 2026-11-30T02:30:00Z',
        '== curl',
        '000 5.000871',
        'CONTAINER ID   IMAGE      COMMAND   CREATED       STATUS       PORTS                    NAMES',
        'cc71c2d3e4a5   oven:0.4   "/oven"   7 weeks ago   Up 2 hours   0.0.0.0:8443->7911/tcp   kiln_oven',
        '2026-11-30T02:29:58Z oven: 7 warm',
      ].join('\n'),
    );
    expect(said).toContain('http://localhost:8443/health');
    expect(said).toContain('docker exec kiln_oven wget -qO- http://127.0.0.1:7911/health');
  });
});
