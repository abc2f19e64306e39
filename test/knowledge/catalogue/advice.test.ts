import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { patternFiles } from '../../../scripts/pattern-files.js';
import { badAdvice } from '../../../src/knowledge/catalogue/advice.js';
import { parsePattern } from '../../../src/knowledge/catalogue/parse.js';
import { type PatternFile, patternFile } from '../../../src/knowledge/catalogue/schema.js';

const ALL = patternFiles().map(({ id, path }) => ({ id, file: patternFile.parse(parse(readFileSync(path, 'utf8'))) }));

/** What a reader is told to type. */
function commands({ fix, verify, preserve }: PatternFile): string[] {
  return [
    ...fix.flatMap(({ run = [] }) => run),
    ...verify.map((check) => (typeof check === 'string' ? check : check.run)),
    ...preserve,
  ];
}

/** What a reader reads, before anything is filled in. */
function prose({ title, root_cause, fix, prevention }: PatternFile): string[] {
  return [title, root_cause, ...fix.map(({ text }) => text), ...prevention];
}

/** `family/name: command` for each that has a fault. */
function faults(of: (file: PatternFile) => string[], faulty: (text: string) => boolean): string[] {
  return ALL.flatMap(({ id, file }) =>
    of(file)
      .filter(faulty)
      .map((text) => `${id}: ${text.slice(0, 160)}`),
  );
}

describe('in the built-in catalogue', () => {
  test('no log chooses what is deleted, owned or installed; what deletes says so and is never first', () => {
    const found = ALL.flatMap(({ id, file }) => badAdvice(file).map(({ what }) => `${id}: ${what}`));
    expect(found).toEqual([]);
  });

  test('what deletes says what is lost', () => {
    const silent = ALL.flatMap(({ id, file }) =>
      file.fix.flatMap(({ destructive, text }) =>
        destructive && !/delet|overwrit|drops|remov|lost/.test(text) ? [`${id}: ${text}`] : [],
      ),
    );
    expect(silent).toEqual([]);
  });

  test('no command holds a <…>, which a shell takes for a redirection', () => {
    expect(faults(commands, (text) => /<[a-z][a-z -]*>/.test(text))).toEqual([]);
  });

  test('no command falls back to another tool', () => {
    const chain = /\|\|(?!\s*(?:true\b|\[|exit\b|echo\b|return\b))/;
    expect(faults(commands, (text) => chain.test(text))).toEqual([]);
  });

  test('no command asks for a run or a workflow that it does not name', () => {
    const nameless = /\bgh (?:run (?:view|rerun|download|watch)|workflow (?:view|run))(?!\s+["'$\d{])/;
    expect(faults(commands, (text) => nameless.test(text))).toEqual([]);
  });

  test('no sentence runs on where what a log said ends', () => {
    expect(faults(prose, (text) => /\{[^{}]*\}\s+(?!MiB)[A-Z][a-z]+ (?!connections)/.test(text))).toEqual([]);
  });

  test('no command waits for a person', () => {
    const asks =
      /\bdocker login (?!.*--password-stdin)|\bmysql\b.*\s-p(?:\s|$)|\bcargo insta review\b|--open\b|\bdocker stats (?!.*--no-stream)|\brun (?:--rm )?-it\b/;
    expect(faults(commands, (text) => asks.test(text))).toEqual([]);
  });

  test('words read on when nothing was captured', () => {
    const empty = (text: string): string =>
      text
        .replace(/\$\{[^}]*\}/g, 'code')
        .replace(/`(\{[^{}`]+\})`/g, '$1')
        .replace(
          /\{([A-Za-z_][\w.]*)(?:\|([^{}]*))?\}/g,
          (_, name: string, fallback?: string) => fallback ?? `the ${name}`,
        );
    const broken = /\S {2,}\S| [.,;:?!)](?:\s|$)|\( |\{[A-Za-z_][\w.|]*\}|:\?|: ?\./;
    expect(
      faults(prose, (text) =>
        broken.test(
          empty(
            text
              .replace(/\n/g, ' ')
              .replace(/ {2,}/g, ' ')
              .replace(/`[^`]*`/g, 'code'),
          ),
        ),
      ),
    ).toEqual([]);
  });

  test('nothing points above or below: every output has its own order', () => {
    const points =
      /\b(?:see|named|shown|marked|given|listed|quoted|stands?|lines?|traceback|error) (?:right )?(?:below|above)\b|\bthe (?:lines|list|notes) (?:above|below)\b/i;
    expect(faults(prose, (text) => points.test(text))).toEqual([]);
  });

  test('a security alarm is never answered with another try', () => {
    const alarm = /checksum (?:mismatch|for)|SECURITY ERROR|PUSH PROTECTION|Host key for/i;
    const first = ALL.filter(({ file }) =>
      [...file.when.all, ...file.when.any].some((text) => alarm.test(text)),
    ).flatMap(({ id, file }) => (/^Run (?:the job )?again/i.test(file.fix[0]?.text ?? '') ? [id] : []));
    expect(first).toEqual([]);
  });
});

describe("a user's pattern", () => {
  const withFix = (fix: string) => `title: A thing is in the way
severity: P2
cause: environment
status: draft
when: {all: ['path (?<path>\\S+) is in the way']}
root_cause: '{path} is in the way.'
fix:
${fix}
prevention: ['Look first.']
examples:
  match: [{log: 'path /x is in the way', captures: {path: /x}}]
  no_match: [{because: free, log: 'path /x is free'}]
`;
  const refusal = (fix: string): string => {
    try {
      parsePattern('my/way', 'my/way.yaml', withFix(fix));
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    ['  - {text: Remove it., run: "rm -rf {path}", destructive: true}', /choose what the command deletes/],
    ['  - {text: Own it., run: "sudo chown -R me {path}"}', /choose what the command deletes/],
    ['  - {text: Own it., run: "chmod +x {path}"}', /choose what the command changes owners/],
    ['  - {text: Install it., run: "npm install {path}"}', /choose what the command installs/],
    ['  - {text: Install it., run: "true && pip install --user {path|x}"}', /choose what the command installs/],
    ['  - {text: Install it., run: "npx {path}"}', /choose what the command installs/],
    ['  - {text: Look., run: ls}\n  - {text: Prune., run: docker system prune -af}', /does not say so/],
    ['  - {text: Prune., run: docker system prune -af, destructive: true}', /is the first step/],
  ])('is refused: %s', (fix, message) => expect(refusal(fix)).toMatch(message));

  test.each([
    '  - {text: Look., run: "ls -l {path}"}',
    '  - {text: Look., run: ls}\n  - {text: This deletes images., run: docker system prune -af, destructive: true}',
    '  - {text: Run it., run: "docker run --rm x"}',
    '  - {text: Install it., run: npm ci}',
  ])('is taken: %s', (fix) => expect(refusal(fix)).toBe('accepted'));
});

test('every log that a pattern fits is told a step', () => {
  const step = (what: object) => ({ text: 'Do it.', destructive: false, ...what });
  const faultsOf = (...fix: object[]) =>
    badAdvice({ ...(ALL[0] as (typeof ALL)[number]).file, fix: fix.map(step) } as PatternFile).map(({ what }) => what);
  const nobody = 'There are logs for which no step is meant';
  expect(faultsOf({ on: ['windows'] })).toContain(nobody);
  expect(faultsOf({ says: 'kiln' }, { off: ['windows'] })).toContain(nobody);
  expect(faultsOf({ on: ['windows'] }, { off: ['windows'] })).toEqual([]);
  expect(faultsOf({ on: ['windows'] }, {})).toEqual([]);
});
