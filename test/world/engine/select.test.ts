import { describe, expect, test } from 'vitest';
import { isOfTheRun, named, ofTheCommand } from '../../../src/world/engine/select.js';

const LIST = [
  {
    Id: 'abcdef0123456789',
    Names: ['/shop-web-1'],
    Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', tier: 'front' },
  },
  { Id: 'fedcba9876543210', Names: ['/db'], Labels: { tier: 'back' } },
  { Id: '00ff00ff00ff', Names: null, Labels: null },
];

describe('which containers are wanted', () => {
  test.each([
    ['a name', ['db'], ['fedcba9876543210']],
    ['a part of a name is none', ['d'], []],
    ['stars', ['shop-*-1'], ['abcdef0123456789']],
    ['stars in a row', ['d**b'], ['fedcba9876543210']],
    ['stars that do not fit', ['shop-*-2'], []],
    ['stars that overlap', ['db*db'], []],
    ['a Compose service', ['web'], ['abcdef0123456789']],
    ['the beginning of an id', ['fedcba98'], ['fedcba9876543210']],
    ['a label', ['label=tier'], ['abcdef0123456789', 'fedcba9876543210']],
    ['a label with a value', ['label=tier=back'], ['fedcba9876543210']],
    ['a label that only objects have', ['label=constructor'], []],
    ['a project', ['project=shop'], ['abcdef0123456789']],
    ['one or the other', ['db', 'project=shop'], ['abcdef0123456789', 'fedcba9876543210']],
    ['none named', [], ['abcdef0123456789', 'fedcba9876543210', '00ff00ff00ff']],
  ])('%s', (_, filters, ids) => {
    expect(named(LIST, filters).chosen.map(({ Id }) => Id)).toEqual(ids);
  });

  test('filters that fit nothing are told', () => {
    expect(named(LIST, ['db', 'web-9', 'project=x']).unmatched).toEqual(['web-9', 'project=x']);
  });
});

describe('which containers belong to the run when none is named', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const hourAgo = '2026-11-23T11:00:00.123456789Z';
  const weekAgo = '2026-11-16T11:00:00Z';
  test.each([
    ['died lately', { State: { Status: 'exited', FinishedAt: hourAgo } }, true],
    ['died long ago', { State: { Status: 'exited', FinishedAt: weekAgo } }, false],
    ['never started, made lately', { Created: hourAgo, State: { Status: 'created' } }, true],
    ['never started, made long ago', { Created: weekAgo, State: { Status: 'created' } }, false],
    ['restarts', { State: { Status: 'restarting', FinishedAt: weekAgo } }, true],
    ['unhealthy', { State: { Status: 'running', Health: { Status: 'unhealthy' } } }, true],
    ['starting, checks fail', { State: { Status: 'running', Health: { Status: 'starting', FailingStreak: 2 } } }, true],
    ['runs well', { State: { Status: 'running', Health: { Status: 'healthy', FailingStreak: 0 } } }, false],
    ['runs', { State: { Status: 'running' } }, false],
    ['no time known', { State: { Status: 'exited', FinishedAt: 'yesterday' } }, true],
  ])('%s', (_, inspect, wanted) => {
    expect(isOfTheRun(inspect, now)).toBe(wanted);
  });
});

describe('which containers a command has to do with', () => {
  const began = Date.parse('2026-11-23T12:00:00Z');
  const project = (name: string) => ({ Config: { Labels: { 'com.docker.compose.project': name } } });
  const died = (id: string, at: string, more: object = {}) => ({
    Id: id,
    Name: `/${id}`,
    Created: '2026-11-23T08:00:00Z',
    State: { Status: 'exited', StartedAt: '2026-11-23T08:00:00Z', FinishedAt: at },
    ...more,
  });
  const before = died('kelp', '2026-11-23T09:00:00Z');
  const since = died('reef', '2026-11-23T12:00:04Z', project('bay'));
  const ids = (wanted: readonly object[], only: boolean) =>
    ofTheCommand(wanted as never, { began, only }).map((each) => (each as { Id: string }).Id);

  test('without those that died before it began', () => {
    expect(ids([before, since], false)).toEqual(['reef']);
  });

  test('with those that died before where they are of one project with one that died since', () => {
    expect(ids([died('kelp', '2026-11-23T09:00:00Z', project('bay')), since], false)).toEqual(['kelp', 'reef']);
  });

  test('where none died since, an earlier step started them', () => {
    expect(ids([before], false)).toEqual(['kelp']);
  });

  test('where nothing tells of containers, only what started or died since', () => {
    const sick = {
      Id: 'moss',
      Created: '2026-11-20T08:00:00Z',
      State: { Status: 'running', StartedAt: '2026-11-20T08:00:00Z' },
    };
    expect(ids([before, sick], true)).toEqual([]);
    expect(ids([before, sick, since], true)).toEqual(['reef']);
  });
});
