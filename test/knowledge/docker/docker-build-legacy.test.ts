import { describe, expect, it } from 'vitest';
import { dockerBuildLegacy } from '../../../src/knowledge/docker/docker-build-legacy.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(dockerBuildLegacy, text).failures;

describe('the legacy builder', () => {
  it('wraps what a RUN ran, with the lines since the step began', () => {
    const [failure, ...others] = read(recorded('docker/run-fails-legacy'));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      tool: 'docker',
      kind: 'build-step',
      role: 'wrapper',
      name: 'sh migrate.sh --check',
      code: '3',
      facts: { exitCode: 3, step: 'Step 4/4 : RUN sh migrate.sh --check' },
    });
    expect(failure?.lines[0]?.text).toBe('Step 4/4 : RUN sh migrate.sh --check');
  });

  it.each([
    ["ERROR: Service 'web' failed to build : The command '/bin/sh -c make' returned a non-zero code: 2", 'make', '2'],
    ["Service 'web' failed to build: The command '/bin/sh -c make' returned a non-zero code: 2", 'make', '2'],
    ["The command '/bin/bash -o pipefail -c make -j2' returned a non-zero code: 2", 'make -j2', '2'],
    ["The command 'cmd /S /C npm ci' returned a non-zero code: 4294967295", 'cmd /S /C npm ci', undefined],
  ])('%s', (text, name, code) => {
    const [failure] = read(text);
    if (code === undefined) expect(failure?.code).toBeUndefined();
    else expect(failure).toMatchObject({ name, code });
  });

  it.each([
    'docker/copy-missing-legacy',
    'docker/copy-outside-legacy',
    'docker/add-no-source-legacy',
    'docker/base-arg-blank-legacy',
    'docker/base-tag-missing-legacy',
  ])('%s is a cause with its step', (scenario) => {
    expect(read(recorded(scenario))).toEqual([
      expect.objectContaining({ kind: 'build', role: 'cause', name: expect.stringMatching(/^Step \d\/\d : /) }),
    ]);
  });

  it.each([
    'docker/dockerfile-missing-legacy',
    'docker/dockerfile-mount-needs-buildkit',
    'docker/dockerfile-unknown-instruction-legacy',
  ])('%s is a cause', (scenario) => {
    expect(read(recorded(scenario))).toEqual([expect.objectContaining({ kind: 'build', role: 'cause' })]);
  });

  it('names the line of a parse error', () => {
    expect(read(recorded('docker/dockerfile-unknown-instruction-legacy'))[0]?.location).toEqual({
      file: 'Dockerfile',
      line: 3,
    });
  });

  it('is silent where the build passed', () => {
    expect(read(recorded('docker/run-passes-legacy'))).toEqual([]);
    expect(read('note: a command that returned a non-zero code: 1 is retried')).toEqual([]);
    expect(read('base name (x) should not be blank')).toEqual([]);
  });
});
