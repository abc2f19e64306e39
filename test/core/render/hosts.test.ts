import { describe, expect, it } from 'vitest';
import { renderAzure } from '../../../src/core/render/hosts/azure.js';
import { renderGitlab } from '../../../src/core/render/hosts/gitlab.js';
import { hostile } from './random.js';
import { diagnosis, hostileReport, manyReport, occurrence, redisReport, report, rustReport } from './reports.js';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}
const issues = (value: Parameters<typeof renderGitlab>[0]) => JSON.parse(renderGitlab(value)) as Issue[];

describe("GitLab's Code Quality", () => {
  it('has what its documentation asks of each issue, and a fingerprint no other issue has', () => {
    for (const value of [rustReport(), redisReport(), manyReport(100), hostileReport('../x "q" \n <b>')]) {
      const all = issues(value);
      expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
      for (const { description, check_name, severity, location } of all) {
        expect(description.length * check_name.length).toBeGreaterThan(0);
        expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
        expect(location.path).not.toMatch(/^\.\//);
        expect(Number.isInteger(location.lines.begin) && location.lines.begin > 0).toBe(true);
      }
    }
  });

  it('names the place in the repository, else the line of the log', () => {
    expect(issues(rustReport())[0]?.location).toEqual({ path: 'src/server.rs', lines: { begin: 31 } });
    expect(issues(redisReport()).find((each) => each.check_name === 'compose/dependency-failed')?.location).toEqual({
      path: 'compose.log',
      lines: { begin: 42 },
    });
  });

  it('is the same issue where lines above it were added', () => {
    const at = (line: number) =>
      report({
        diagnoses: [diagnosis({ occurrences: [occurrence('a.log', { location: { file: 'src/a.rs', line } })] })],
      });
    expect(issues(at(3))[0]?.fingerprint).toBe(issues(at(9))[0]?.fingerprint);
  });
});

describe("Azure's logging commands", () => {
  it('name file, line and pattern, and end with how it stands', () => {
    const [first = '', last = ''] = renderAzure(rustReport()).trim().split('\n');
    expect(first).toBe(
      '##vso[task.logissue type=error;sourcepath=src/server.rs;linenumber=31;columnnumber=24;code=rust/moved-value;]A moved value is used again: `config` was moved into the closure or function that took it by value and is used again afterwards (`src/server.rs:31`).',
    );
    expect(last).toBe('##[section]whydunit: A compilation failed, 1 cause');
  });

  it('warn of what is mild and closes no gate', () => {
    expect(renderAzure(redisReport())).toContain('type=warning;code=compose/dependency-failed;');
  });

  it('are one line each and ours alone, whatever a log holds', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const text = renderAzure(hostileReport(`${hostile(seed)}\n##vso[task.setvariable variable=x]y;a=b]`));
      for (const line of text.trim().split('\n')) {
        expect(line).toMatch(/^##(?:vso\[task\.logissue (?:\w+=[^;\]]*;)+\]|\[section\]|\[warning\])[^\];]*$/);
        expect(line.slice(2)).not.toContain('##');
      }
    }
  });
});
