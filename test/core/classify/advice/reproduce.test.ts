import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../../scripts/diagnose-file.js';
import { containerGroup } from '../../../../src/core/domain/source.js';
import { bugReport } from '../../../../src/core/render/documents/bug.js';
import { subjectOf } from '../../../../src/core/render/documents/subject.js';
import { toV1 } from '../../../../src/core/render/json.js';
import { renderSummary } from '../../../../src/core/render/summary.js';
import { renderTerminal } from '../../../../src/core/render/terminal.js';
import { parseReport } from '../../../../src/core/reports/report-schema.js';
import { loadCatalogue } from '../../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../../src/walk/diagnose.js';
import { recorded } from '../../../knowledge/run-parser.js';

function sourceOf(text: string) {
  return {
    name: 'inspect.json',
    outcome: 'unknown' as const,
    open: async function* () {
      yield new TextEncoder().encode(text);
    },
  };
}

const reproduceIn = async (text: string) => (await diagnoseText(text, 'run.log')).diagnoses[0]?.reproduce;

describe('what shows a failure again', () => {
  test('the failing test alone', async () => {
    const text = [
      'running 1 test',
      'test zones::north ... FAILED',
      '',
      'failures:',
      '',
      '---- zones::north stdout ----',
      '',
      "thread 'zones::north' panicked at src/lib.rs:3:5:",
      'called `Option::unwrap()` on a `None` value',
      '',
      'failures:',
      '    zones::north',
      '',
      'test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s',
    ].join('\n');
    expect(await reproduceIn(text)).toEqual({ command: 'cargo test -- --exact zones::north', from: 'test' });
  });

  test('is said once: as the step that runs it, where there is one', async () => {
    const told = recorded('php/test-failed');
    const exact = 'vendor/bin/phpunit --filter /ShopTest::testBreaks/';
    const report = await diagnoseText(told, 'run.log');
    expect(report.diagnoses[0]?.fix[0]?.run).toBe(exact);
    for (const text of [renderTerminal(report, { colour: false, width: 100 }), renderSummary(report)]) {
      expect(text.split(exact)).toHaveLength(2);
      expect(text).not.toMatch(/CLASS|Reproduce/);
    }
  });

  test('what the step ran, where it says so', async () => {
    const text = [
      '2026-11-29T08:00:00.0000000Z ##[group]Run cargo build --locked',
      '2026-11-29T08:00:00.0000001Z shell: /usr/bin/bash -e {0}',
      '2026-11-29T08:00:00.0000002Z ##[endgroup]',
      '2026-11-29T08:00:01.0000000Z error[E0432]: unresolved import `crate::zone`',
      '2026-11-29T08:00:01.0000001Z  --> src/main.rs:3:5',
      '2026-11-29T08:00:01.0000002Z error: could not compile `depot` (bin "depot") due to 1 previous error',
      '2026-11-29T08:00:01.0000003Z ##[error]Process completed with exit code 101.',
    ].join('\n');
    expect(await reproduceIn(text)).toEqual({ command: 'cargo build --locked', from: 'log' });
  });

  test('the container with what its engine knows; a text that says so may be anybody’s', async () => {
    const text = recorded('container/inspect-killed');
    expect(await reproduceIn(text)).toBeUndefined();
    const source = { ...sourceOf(text), kind: 'container' as const, group: containerGroup('depot') };
    const { diagnoses } = await diagnose({
      sources: [source],
      patterns: await loadCatalogue([]),
      failOn: 'P0',
      run: {},
    });
    expect(diagnoses[0]?.reproduce).toEqual({ command: 'docker run --rm busybox:local', from: 'engine' });
  });

  test('a container that told itself why it died, as the engine tells that it was started', async () => {
    const inspect = [
      {
        Name: '/kelp',
        State: { Status: 'exited', OOMKilled: false, ExitCode: 1, Error: '' },
        Config: { Image: 'kelp:3' },
      },
    ];
    const group = containerGroup('kelp');
    const report = await diagnose({
      sources: [
        { ...sourceOf(JSON.stringify(inspect, undefined, 4)), kind: 'container', group },
        {
          ...sourceOf('dd: error writing /data/journal: No space left on device\n'),
          name: 'log.txt',
          kind: 'container',
          group,
          outcome: 'failed',
          exitCode: 1,
        },
      ],
      patterns: await loadCatalogue([]),
      failOn: 'P0',
      run: {},
    });
    const { diagnoses } = report;
    const [first] = diagnoses;
    expect(first?.explains).not.toContain(first?.pattern);
    expect(diagnoses[0]).toMatchObject({
      pattern: 'container/disk',
      reproduce: { command: 'docker run --rm kelp:3', from: 'engine' },
    });
    const told = toV1(report);
    expect(bugReport(told, subjectOf(told)!)).toContain('- Container image: `kelp:3`');
  });

  test('no command that a log prints to be given on', async () => {
    const text = [
      '+ rm -rf /srv/depot',
      'rm: cannot remove: Device or resource busy',
      '##[error]Process completed with exit code 1.',
    ];
    expect(await reproduceIn(text.join('\n'))).toBeUndefined();
  });
});

test('what else it may be stands in the report with the command that decides, and the report is read again', async () => {
  const text =
    'CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n' +
    '0a1b2c3d4e5f   depot:1.2   "/depot"   9 minutes ago   Restarting (2) 12 seconds ago             depot_web\n';
  const value = toV1(await diagnoseText(text, 'ps.txt'));
  const [first] = value.diagnoses;
  expect(first?.hypotheses?.[0]).toEqual({
    title: 'Its own last words say why.',
    check: 'docker logs --tail 50 depot_web',
  });
  expect(parseReport(JSON.stringify(value), 'x').diagnoses[0]?.hypotheses).toEqual(first?.hypotheses);
});
