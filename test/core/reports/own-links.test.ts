import { expect, test } from 'vitest';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { withOwnLinks } from '../../../src/core/reports/own-links.js';

const evidenceWith = (url: string) => ({ source: 'a.log', line: 1, text: 'x', url });

/** Which of these addresses are left in a report. */
const left = (urls: readonly string[], home: { repository?: string; serverUrl?: string }) => {
  const report = {
    diagnoses: [{ evidence: urls.map(evidenceWith) }],
    jobs: [{ name: 'a', url: urls[0] }],
  } as unknown as ReportV1;
  const { diagnoses } = withOwnLinks(report, home);
  return diagnoses[0]!.evidence.flatMap(({ url }) => url ?? []);
};

const OWN = 'https://github.com/octo/app/actions/runs/1/job/2#step:3:4';
const FOREIGN = [
  'https://github.com/octo/app2/actions/runs/1',
  'https://github.com.evil.example/octo/app/x',
  'https://github.com@evil.example/octo/app/x',
  'https://github.com/octo/app/../../evil/app',
  'https://github.com/octo/app/%2e%2e/%2E%2e/evil/app',
  'https://github.com/octo/app/..\\..\\evil\\app',
  'https://github.com/octo/app/..',
  'https://github.com/octo/app/a%2f..%2f..%2f..%2fevil',
  'javascript:alert(1)',
];

test('only addresses of the repository itself are links', () => {
  expect(left([OWN, ...FOREIGN], { repository: 'octo/app' })).toEqual([OWN]);
  expect(left([OWN], { repository: 'octo/app', serverUrl: 'https://github.example' })).toEqual([]);
  expect(left([OWN], {})).toEqual([]);
});
