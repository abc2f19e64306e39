import { describe, expect, it } from 'vitest';
import { dockerBuildPlain } from '../../../src/knowledge/docker/docker-build-plain.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(dockerBuildPlain, text).failures;

describe('a failed RUN of a heredoc', () => {
  it.each([
    [
      'ERROR: failed to solve: process "/bin/sh -c set -e\\nmake flour\\nmake bread\\n" did not complete successfully: exit code: 2',
    ],
    [
      'ERROR: failed to solve: process "/bin/sh -c set -e\nmake flour\nmake bread\n" did not complete successfully: exit code: 2',
    ],
    ['executor failed running [/bin/sh -c set -e\nmake flour\nmake bread\n]: exit code: 2'],
  ])('is told by its first command that does something: %j', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'build-step', name: 'make flour …', code: '2' }]);
  });

  it('that is cut off before its exit code is none', () => {
    expect(read('executor failed running [/bin/sh -c set -e\nmake flour\n')).toEqual([]);
  });
});

describe('a failed RUN', () => {
  it('is a wrapper, told by its step and again by the client with its place in the Dockerfile', () => {
    const [step, build, ...others] = read(recorded('buildkit/run-fails'));
    expect(others).toEqual([]);
    const same = { tool: 'docker', kind: 'build-step', role: 'wrapper', name: 'sh migrate.sh --check', code: '3' };
    expect(step).toMatchObject({
      ...same,
      channel: '#8',
      facts: { exitCode: 3, step: '[4/4] RUN sh migrate.sh --check' },
    });
    expect(build).toMatchObject({ ...same, channel: '', location: { file: 'Dockerfile', line: 4 } });
    expect(step?.lines.map((line) => line.text)).toContain('checking schema');
  });

  it('is read in the words of older BuildKits', () => {
    expect(read(recorded('buildkit/run-fails-old'))).toEqual([
      expect.objectContaining({ name: 'echo checking schema; exit 3', code: '3', channel: '#4' }),
      expect.objectContaining({ name: 'echo checking schema; exit 3', code: '3', channel: '' }),
    ]);
    expect(
      read(
        'failed to solve with frontend dockerfile.v0: failed to solve with frontend gateway.v0: rpc error: code = Unknown desc = failed to build LLB: executor failed running [/bin/bash -o pipefail -c make -j4]: runc did not terminate successfully: exit status 2',
      )[0],
    ).toMatchObject({ kind: 'build-step', name: 'make -j4', code: '2' });
  });

  it.each([
    'ERROR: target web: failed to solve: ',
    'target web: failed to solve: ',
    '##[error]buildx failed with: ERROR: failed to build: failed to solve: ',
    'failed to solve: rpc error: code = Unknown desc = ',
  ])('is read behind %s', (words) => {
    expect(read(`${words}process "/bin/sh -c npm run build" did not complete successfully: exit code: 1`)).toEqual([
      expect.objectContaining({ role: 'wrapper', name: 'npm run build', code: '1' }),
    ]);
  });

  it('takes quotation marks in the command for what they are', () => {
    expect(
      read(
        'ERROR: failed to solve: process "/bin/sh -c echo \\"a\\" && false" did not complete successfully: exit code: 1',
      )[0]?.name,
    ).toBe('echo "a" && false');
  });

  it('is a cause where killed or without the program: nothing inside could say more', () => {
    expect(read(recorded('buildkit/run-killed')).map(({ role, code }) => [role, code])).toEqual([
      ['cause', '137'],
      ['cause', '137'],
    ]);
    expect(read(recorded('buildkit/run-command-missing')).map(({ role, code }) => [role, code])).toEqual([
      ['cause', '127'],
      ['cause', '127'],
    ]);
    expect(
      read(
        '#9 [2/2] RUN npm test\n#9 1.0 sh: 1: jest: not found\n#9 1.1 npm ERR! code 127\n#9 ERROR: process "/bin/sh -c npm test" did not complete successfully: exit code: 127',
      )[0]?.role,
    ).toBe('wrapper');
  });

  it('that never ran to an exit code is a cause', () => {
    expect(
      read('ERROR: failed to solve: process "/bin/sh -c true" did not complete successfully: network bridge not found'),
    ).toEqual([
      expect.objectContaining({
        kind: 'build',
        role: 'cause',
        message: expect.stringContaining('network bridge not found'),
      }),
    ]);
  });
});

describe('other errors', () => {
  it('are causes, with the step they belong to', () => {
    expect(read(recorded('buildkit/copy-missing'))).toEqual([
      expect.objectContaining({ kind: 'build', role: 'cause', name: '[3/4] COPY requirements.txt .', channel: '#7' }),
      expect.objectContaining({
        kind: 'build',
        role: 'cause',
        name: '[3/4] COPY requirements.txt .',
        location: { file: 'Dockerfile', line: 3 },
      }),
    ]);
  });

  it('of the Dockerfile name its line', () => {
    expect(read(recorded('buildkit/dockerfile-unknown-instruction'))).toMatchObject([
      { kind: 'build', location: { file: 'Dockerfile', line: 3 } },
    ]);
    expect(read(recorded('buildkit/dockerfile-unknown-instruction-old'))).toMatchObject([
      { kind: 'build', location: { file: 'Dockerfile', line: 3 } },
    ]);
  });

  it('find the place also where Compose prints empty lines in the excerpt', () => {
    expect(read(recorded('compose/build-fails')).at(-1)?.location).toEqual({ file: 'Dockerfile', line: 2 });
  });
});

describe('what is no failure', () => {
  it('words of a program inside a step', () => {
    expect(read(recorded('buildkit/run-passes'))).toEqual([]);
    expect(read(recorded('buildkit/run-pytest-passes'))).toEqual([]);
    expect(read('#7 [2/2] RUN true\n#7 0.3 ERROR: retrying\n#7 DONE 0.4s')).toEqual([]);
  });

  it('a cache that is not there yet', () => {
    expect(
      read(
        '#5 importing cache manifest from ghcr.io/acme/app:cache\n#5 ERROR: failed to configure registry cache importer: ghcr.io/acme/app:cache: not found',
      ),
    ).toEqual([]);
  });

  it('a step cancelled because another one failed', () => {
    expect(
      read(
        '#9 [web 2/2] RUN npm ci\n#9 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 137: context canceled',
      ),
    ).toEqual([]);
  });
});

describe('recoveries', () => {
  it('a step that is done takes back what its output looked like', () => {
    expect(runParser(dockerBuildPlain, '#7 [2/2] RUN make\n#7 0.3 error: x\n#7 DONE 0.4s').recoveries).toEqual([
      { channel: '#7', line: 3, since: 1 },
    ]);
    expect(runParser(dockerBuildPlain, '#7 [2/2] RUN make\n#7 0.3 DONE 0.4s').recoveries).toEqual([]);
  });

  it('the step is found among the lines of others that were printed meanwhile', () => {
    const others = Array.from({ length: 100 }, (_, index) => `#8 ${index}.1 [${index}] fetched`);
    const text = ['#7 [2/2] RUN make', '#7 0.3 error: x', ...others, '#7 DONE 9.4s'].join('\n');
    expect(runParser(dockerBuildPlain, text).recoveries).toEqual([{ channel: '#7', line: 103, since: 1 }]);
  });

  it('the same command in a later build takes back the failed one', () => {
    const { recoveries } = runParser(dockerBuildPlain, recorded('buildkit/build-retried'));
    expect(recoveries).toContainEqual(expect.objectContaining({ tool: 'docker', name: 'test -f /src/ready' }));
  });

  it('the same command in another target of the same build does not', () => {
    const text =
      '#7 [web 2/2] RUN npm ci\n#8 [api 2/2] RUN npm ci\n#7 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1\n#8 DONE 3.0s\nERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1';
    expect(runParser(dockerBuildPlain, text).recoveries.filter(({ tool }) => tool !== undefined)).toEqual([]);
  });
});
