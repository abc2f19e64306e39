import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const FLOORS = ['core', 'knowledge', 'walk', 'world', 'settings', 'commands'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

/** Every import of a file of ours, as paths below `src`. */
const imports = files.flatMap((from) => {
  const text = readFileSync(join('src', from), 'utf8');
  const found = text.matchAll(/(?:\bfrom |\bimport\()\s*(?:\/\*.*?\*\/ )?'(\.{1,2}\/[^']+)'/g);
  return [...found].map(([, specifier = '']) => ({
    from,
    to: normalize(join(dirname(from), specifier))
      .replaceAll('\\', '/')
      .replace(/\.js$/, '.ts'),
  }));
});

const floorOf = (path: string) => FLOORS.indexOf(path.split('/')[0] ?? '');
const familyOf = (path: string) => /^knowledge\/([^/]+)\//.exec(path)?.[1];

describe('the house', () => {
  it('has its imports read: most files import something of ours', () => {
    expect(new Set(imports.map(({ from }) => from)).size).toBeGreaterThan(files.length * 0.7);
    expect(imports.filter(({ to }) => !files.includes(to))).toEqual([]);
  });

  it('has a floor or a door for every file', () => {
    expect(files.filter((path) => floorOf(path) < 0 && path !== 'cli.ts' && path !== 'action.ts')).toEqual([]);
  });

  it('shows at most nine entries at its top', () => {
    expect(readdirSync('src').length).toBeLessThanOrEqual(9);
  });

  it('has at most twenty-five TypeScript files in a folder', () => {
    const count = new Map<string, number>();
    for (const path of files) count.set(dirname(path), (count.get(dirname(path)) ?? 0) + 1);
    expect([...count].filter(([, many]) => many > 25)).toEqual([]);
  });

  it('has no import that leads upwards', () => {
    const upward = imports.filter(({ from, to }) => floorOf(from) >= 0 && floorOf(to) > floorOf(from));
    expect(upward).toEqual([]);
  });

  it('lets walk and world not know each other', () => {
    const rooms = new Set(['walk', 'world']);
    const across = imports.filter(({ from, to }) => {
      const [a = '', b = ''] = [from.split('/')[0], to.split('/')[0]];
      return a !== b && rooms.has(a) && rooms.has(b);
    });
    expect(across).toEqual([]);
  });

  it('has no circle', () => {
    expect(circles()).toEqual([]);
  });

  it('lets a family use of another what that one offers in its index.ts, nothing else', () => {
    const across = imports.filter(({ from, to }) => {
      const [own, other] = [familyOf(from), familyOf(to)];
      return own !== undefined && other !== undefined && own !== other && to !== `knowledge/${other}/index.ts`;
    });
    expect(across).toEqual([]);
  });

  it('has an index.ts for each family that has parsers, and families.ts lists it', () => {
    const families = new Set(files.flatMap((path) => familyOf(path) ?? []).filter((name) => name !== 'catalogue'));
    const listed = imports.filter(({ from }) => from === 'knowledge/families.ts').map(({ to }) => familyOf(to));
    expect([...families].filter((name) => !listed.includes(name))).toEqual([]);
  });
});

/** A path back to where it began for each file that imports itself in the end. */
function circles(): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  return found;
}
