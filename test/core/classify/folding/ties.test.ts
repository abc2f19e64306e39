import { describe, expect, it } from 'vitest';
import { containerNames, tiesOfCause, tiesOfConsequence } from '../../../../src/core/classify/folding/ties.js';
import { hit, recognised } from '../recognised.js';

const about = (ties: ReadonlySet<string>) =>
  [...ties].flatMap((tie) => (tie.startsWith('about ') ? [tie.slice(6)] : []));
const places = (ties: ReadonlySet<string>) => [...ties].filter((tie) => !tie.startsWith('about '));
const cause = (what: Parameters<typeof recognised>[1], over: Parameters<typeof recognised>[2] = {}) =>
  tiesOfCause(recognised('it broke', what, over));
const captured = (...values: string[]) =>
  about(cause({}, { match: hit('a/a', [1], Object.fromEntries(values.map((value, at) => [`c${at}`, value]))) }));

describe('a cause is about', () => {
  it('its name and what was captured', () => {
    expect(about(cause({ name: 'test_a' }, { match: hit('a/a', [1], { path: 'src/kiln.rs' }) }))).toEqual([
      'test_a',
      'src/kiln.rs',
    ]);
  });

  it.each([
    ['redis:6379', ['redis:6379', 'redis']],
    ['tcp://redis:6379/0', ['tcp://redis:6379/0', 'redis']],
    ['redis:6379/x', ['redis:6379/x', 'redis']],
    ['redis:6', ['redis:6']],
    ['redis:123456', ['redis:123456']],
    ['redis:6379x', ['redis:6379x']],
    ['a b:6379', ['a b:6379']],
    ['main.rs:12', ['main.rs:12', 'main.rs']],
  ])('%s: %j', (value, names) => {
    expect(captured(value)).toEqual(names);
  });

  it('nothing that is short, long or stands in any log', () => {
    expect(captured('ab', '12', '123', '---', 'localhost', 'Main', 'python3', 'the', 'None')).toEqual([]);
    expect(captured('abc', '1234', 'localhosts', 'main2', 'a'.repeat(300), 'b'.repeat(301))).toEqual([
      'abc',
      '1234',
      'localhosts',
      'main2',
      'a'.repeat(300),
    ]);
  });

  it.each([
    ['cache.log', ['cache']],
    ['logs/cache.txt', ['cache']],
    ['logs\\cache.out', ['cache']],
    ['cache.LOG', ['cache']],
    ['my.cache.log', []],
    ['cache.json', []],
    ['stdout.log', []],
    ['Build.txt', []],
    ['builds.txt', ['builds']],
    ['cache.log.1', []],
  ])('the service that a log of its own is called after: %s', (source, names) => {
    expect(about(cause({}, { source }))).toEqual(names);
  });
});

describe('a consequence names', () => {
  const named = (text: string, what: Parameters<typeof recognised>[1] = {}) =>
    about(tiesOfConsequence(recognised(text, what)));
  it('each word of its lines, and the parts of addresses', () => {
    expect(named('lost db.internal:5432/shop ("pots")')).toEqual(
      expect.arrayContaining(['lost', 'db.internal:5432/shop', 'db.internal', '5432', 'shop', 'pots']),
    );
  });
  it('its whole message', () => {
    expect(named('x y')).toEqual(['x y']);
  });
  it('nothing further on than 200 lines or 2,000 characters', () => {
    const far = (lines: number) => named(`first\n${'x\n'.repeat(lines - 2)}needle`, { message: 'first' });
    expect(far(200)).toContain('needle');
    expect(far(201)).not.toContain('needle');
    expect(named(`first\n${'x '.repeat(997)}needle`, { message: 'first' })).toContain('needle');
    expect(named(`first\n${'x '.repeat(998)}needle`, { message: 'first' })).not.toContain('needle');
  });
});

describe('where it happened', () => {
  const at = (what: Parameters<typeof recognised>[1], over: Parameters<typeof recognised>[2] = {}) =>
    places(cause(what, over));
  it.each<[Parameters<typeof recognised>[1], string[]]>([
    [{}, []],
    [{ name: 'web', kind: 'container' }, ['container a.log web']],
    [{ location: { file: 'a.rs', line: 3 } }, ['code a.log a.rs:3']],
    [{ location: { file: 'a.rs' } }, []],
    [{ channel: '#7' }, ['channel a.log #7']],
    [{ channel: '#7', kind: 'test' }, []],
    [{ channel: '#7', kind: 'collection', name: 'a' }, ['collection a.log a']],
  ])('%j: %j', (what, expected) => {
    expect(at(what)).toEqual(expected);
  });
  it('may be a container that several sources tell of', () => {
    expect(at({}, { group: 'container web' })).toEqual(['group container web']);
    expect(at({ kind: 'test' }, { group: 'container web' })).toEqual([]);
    expect(at({}, { group: 'web' })).toEqual([]);
    expect(places(tiesOfConsequence(recognised('x', { channel: '#7' })))).toEqual(['channel a.log #7']);
  });
});

describe('a container is known by', () => {
  const names = (name: string, kind: 'container' | 'exception' = 'container') =>
    containerNames(recognised('x', kind === 'container' ? { kind, name } : { channel: name }));
  it.each([
    ['shop_web_1', ['shop-web-1', 'shop-web', 'web-1', 'web']],
    ['web', ['web', 'web']],
    [
      'a-b-c-d-e-f-g',
      [
        'b-c-d-e-f-g',
        'b-c-d-e-f-g',
        'c-d-e-f-g',
        'c-d-e-f-g',
        'd-e-f-g',
        'd-e-f-g',
        'e-f-g',
        'e-f-g',
        'f-g',
        'f-g',
        'g',
        'g',
      ],
    ],
    ['1-2', []],
    ['', []],
  ])('%s: %j', (name, expected) => {
    expect(names(name)).toEqual(expected);
  });
  it('its channel, which is no step of a build', () => {
    expect(names('web-1', 'exception')).toEqual(['web-1', 'web']);
    expect(names('#12', 'exception')).toEqual([]);
    expect(containerNames(recognised('x', { kind: 'container', channel: 'db-1' }))).toEqual(['db-1', 'db']);
    expect(containerNames(recognised('x', { kind: 'test', name: 'web-1' }))).toEqual([]);
  });
});
