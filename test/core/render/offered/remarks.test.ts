import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../../../src/core/domain/suggestion.js';
import { offered, reviewRemarks } from '../../../../src/core/render/offered/remarks.js';
import { diagnosis, occurrence, report, unknown } from '../reports.js';

const CLONE: Suggestion = {
  file: 'src/till.rs',
  first: 3,
  last: 3,
  original: '    ship(order);',
  replacement: '    ship(order.clone());',
  message: 'consider cloning it',
};
const isOffered = (over: Partial<Suggestion>) => offered({ ...CLONE, ...over }).length === 1;

describe('a replacement that a log holds is offered', () => {
  it.each(['src/till.rs', 'src/build.rs/a.rs', 'src/my_setup.py', 'tests/a.py', 'web/index.ts', 'docs/a.md'])(
    'in %s',
    (file) => {
      expect(isOffered({ file })).toBe(true);
    },
  );
  it.each([
    '.github/workflows/ci.yml',
    '.husky/pre-commit',
    'web/.eslintrc.js',
    'build.rs',
    'kiln/build.rs',
    'setup.py',
    'tests/conftest.py',
    'noxfile.py',
    'Makefile',
    'GNUmakefile',
    'CMakefile.txt',
    'Dockerfile',
    'deploy/api.Dockerfile',
    'Dockerfile.dev',
    'Jenkinsfile',
    'Justfile',
    'Rakefile',
    'run.sh',
    'run.PS1',
    'a.cmd',
    'rules.mk',
    'Cargo.toml',
    'compose.yaml',
    'package.json',
    'Cargo.lock',
    '../other/a.rs',
    '/etc/passwd',
  ])('never in what a machine runs by itself, or out of the repository: %s', (file) => {
    expect(isOffered({ file })).toBe(false);
  });

  it('as long as it is short', () => {
    expect([isOffered({ replacement: 'x'.repeat(400) }), isOffered({ replacement: 'x'.repeat(401) })]).toEqual([
      true,
      false,
    ]);
    const lines = (count: number) => isOffered({ replacement: Array(count).fill('x').join('\n') });
    expect([lines(10), lines(11)]).toEqual([true, false]);
  });

  it.each(['a\u200Bb', 'a\u202Eb', 'a\u{E0041}b', 'a\x1B[31mb', 'a\0b', '\uE000a'])(
    'never where it shows other than it holds: %j',
    (replacement) => {
      expect(isOffered({ replacement })).toBe(false);
    },
  );
});

describe('a remark', () => {
  const all = (...suggestions: Suggestion[]) =>
    reviewRemarks(report({ diagnoses: [diagnosis({ occurrences: [occurrence('a', { suggestions })] })] }));
  it('says that a log says so, and replaces the lines as they are', () => {
    const [remark] = all(CLONE);
    expect(remark).toMatchObject({ file: 'src/till.rs', first: 3, last: 3, original: CLONE.original });
    expect(remark?.body).toMatch(
      /^A log of this run says that the compiler offers a replacement: `consider cloning it`\. Read it/,
    );
    expect(remark?.body).toContain('```suggestion\n    ship(order.clone());\n```');
  });
  it('may take lines away, and say nothing of its own', () => {
    const [remark] = all({ ...CLONE, replacement: '', message: '' });
    expect(remark?.body).toContain('offers a replacement. Read it');
    expect(remark?.body).toContain('```suggestion\n```');
  });
  it('is made once of each, twenty in all, of what nobody knows too', () => {
    expect(all(CLONE, CLONE)).toHaveLength(1);
    expect(all(CLONE, { ...CLONE, first: 9, last: 9 })).toHaveLength(2);
    expect(all(...Array.from({ length: 30 }, (_, at) => ({ ...CLONE, first: at + 1, last: at + 1 })))).toHaveLength(20);
    const told = reviewRemarks(
      report({ unknown: [unknown({ occurrences: [occurrence('a', { suggestions: [CLONE] })] })] }),
    );
    expect(told).toHaveLength(1);
  });
});
