import { describe, expect, it } from 'vitest';
import { unmarked } from '../../../src/core/domain/quoted.js';
import { instructionsOf } from '../../../src/knowledge/docker/dockerfile.js';
import { dockerfileAdvice, dockerfileHabits } from '../../../src/knowledge/docker/dockerfile-advice.js';

const file = (...lines: string[]) => ({ path: 'Dockerfile', text: lines.join('\n') });
const ALL_WRONG = file(
  '# syntax=docker/dockerfile:1',
  'FROM node:22',
  'WORKDIR /reef',
  'COPY . .',
  'RUN npm ci --omit=dev \\',
  '    && npm run build',
  'EXPOSE 8080',
  'CMD ["node", "dist/reef.js"]',
);
const SOUND = file(
  'FROM rust:1.83 AS build',
  'COPY Cargo.toml Cargo.lock ./',
  'RUN cargo fetch',
  'COPY . .',
  'RUN cargo build --release --offline',
  'FROM debian:bookworm-slim',
  'COPY --from=build --chown=1000 /target/release/reef /usr/bin/reef',
  'HEALTHCHECK CMD ["reef", "--ping"]',
  'USER 1000:1000',
);

describe('what a Dockerfile has to do with a failure', () => {
  it.each([
    ['npm/network', 'Dockerfile:4 copies everything before the dependencies are installed', 'COPY . .\nRUN npm ci'],
    ['docker/no-space', 'Dockerfile:5 builds in the stage that is shipped', 'FROM node:22\nRUN npm ci'],
    [
      'container/dependency-not-ready',
      'Dockerfile:2 begins the stage that is shipped, and it has no HEALTHCHECK',
      ':8080/',
    ],
    ['kubernetes/config-error', 'Dockerfile:2 leaves the container to run as root', 'USER 1000:1000'],
  ])('%s', (pattern, text, code) => {
    const [advice] = dockerfileAdvice(pattern, ALL_WRONG);
    expect(unmarked(advice?.text ?? '')).toContain(text);
    expect(advice?.code).toContain(code);
    expect(dockerfileAdvice(pattern, SOUND)).toEqual([]);
  });

  it('a user who may not write, because everything was copied for root', () => {
    const given = file('FROM python:3.12', 'COPY reef/ /reef/', 'USER reef', 'CMD ["python", "/reef/main.py"]');
    expect(dockerfileAdvice('container/user-permission', given)[0]).toMatchObject({
      code: 'COPY reef/ /reef/\nUSER reef',
    });
    expect(dockerfileAdvice('container/user-permission', ALL_WRONG)).toEqual([]);
  });

  it('nothing, where the failure has another cause or the file is none', () => {
    expect(dockerfileAdvice('rust/unwrap-none', ALL_WRONG)).toEqual([]);
    expect(dockerfileAdvice('npm/network', file('COPY . .', 'RUN npm ci'))).toEqual([]);
  });

  it('habits of a sound image are asked of one that lacks them', () => {
    expect(dockerfileHabits(ALL_WRONG).map(unmarked)).toEqual([
      expect.stringContaining('lets it run as root'),
      expect.stringContaining('has no HEALTHCHECK'),
      expect.stringContaining('has one stage'),
    ]);
    expect(dockerfileHabits(SOUND)).toEqual([]);
  });
});

it('instructions are read with their continued lines; comments and here-documents are none', () => {
  const text = ['FROM a', 'RUN one \\', '# why', '  two', 'RUN <<EOF', 'USER root', 'EOF', 'user 7'].join('\n');
  expect(instructionsOf(text).map(({ line, keyword, words }) => [line, keyword, words])).toEqual([
    [1, 'FROM', 'a'],
    [2, 'RUN', 'one two'],
    [5, 'RUN', '<<EOF'],
    [8, 'USER', '7'],
  ]);
});
