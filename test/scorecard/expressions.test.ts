import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { growthOf, pumpedTexts, STEEP } from '../pumped.js';

const SOURCES = resolve(import.meta.dirname, '../../src');

interface Native {
  readonly at: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression that a source file holds as such, found in its syntax tree. */
function nativeExpressions(file: string): Native[] {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const found: Native[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, regex, start } = node as {
      type?: string;
      regex?: { pattern: string; flags: string };
      start?: number;
    };
    if (type === 'Literal' && regex)
      found.push({ at: `src/${file}:${text.slice(0, start).split('\n').length}`, ...regex });
    for (const child of Object.values(node)) look(child);
  };
  look(parseSync(file, text).program);
  return found;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
  .sort();
const rooms = [...new Set(files.map(roomOf))];

function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

describe('[S6] no expression of our own takes more than linear time, whatever it reads', () => {
  it('tells what is linear from what is not', () => {
    const steepest = (pattern: string, flags = '') => growthOf(new RegExp(pattern, flags), pumpedTexts(pattern, flags));
    for (const quadratic of ['\\s+$', 'a.*b', '^\\S+\\d+\\S*: ', '^(?:a|a)+$', '^\\W*(?:[\\w.-]+\\W+){0,2}x$', '[.]+$'])
      expect(steepest(quadratic), quadratic).toBeGreaterThan(STEEP);
    for (const linear of ['^\\s+$', 'a.{0,50}b', '^\\w+\\s\\w+$', '^[^:]*:.*$', 'abc', '(?<!=)=+ x'])
      expect(steepest(linear), linear).toBeLessThan(STEEP);
  });

  it.each(rooms)('src/%s', (room) => {
    const own = files.filter((file) => roomOf(file) === room);
    const steep = own.flatMap(nativeExpressions).flatMap(({ at, pattern, flags }) => {
      const grows = growthOf(new RegExp(pattern, flags), pumpedTexts(pattern, flags));
      return grows < STEEP ? [] : [`${at} grows by ${grows.toFixed(1)} where its text doubles: /${pattern}/${flags}`];
    });
    expect(steep.join('\n')).toBe('');
  });
});
