import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../../scripts/diagnose-file.js';
import { isMeant, sceneOf } from '../../../../src/core/classify/advice/scene.js';
import type { Condition } from '../../../../src/core/domain/pattern.js';
import { toV1 } from '../../../../src/core/render/json.js';
import { restore } from '../../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../../src/knowledge/catalogue/bundle.generated.js';
import { failure } from '../failures.js';

const shown = (text: string, what = {}) => [...sceneOf(failure(text, what))];

describe('the system is told by paths, package managers and names', () => {
  test.each([
    ['error: could not write to C:\\work\\target\\debug', 'windows'],
    ['open //./pipe/docker_engine: file does not exist', 'windows'],
    ['ld: library not found, searched /opt/homebrew/lib', 'macos'],
    ['RUN apk add --no-cache libpq', 'alpine'],
    ['nothing provides zlib-devel needed by kiln-1.2-3.fc41', 'fedora'],
    ['E: Unable to locate package libkiln-dev', 'debian'],
  ])('%s', (text, system) => {
    expect(shown(text)).toEqual([system]);
  });

  test.each(['GET https://example.org/a failed', 'at /home/kiln/src/main.rs:3:1', 'note: see C: drive'])(
    'no Windows in: %s',
    (text) => {
      expect(shown(text).filter((each) => each === 'windows')).toEqual([]);
    },
  );
});

test('what failed in the build of an image failed on the image’s system, not on the client’s', async () => {
  const log = [
    'C:\\work> docker build .',
    '#7 [3/4] RUN cargo build',
    '#7 2.1 error: linker `cc` not found',
    '#7 2.1   |',
    '#7 2.1   = note: No such file or directory (os error 2)',
    '#7 2.1',
    '#7 2.2 error: could not compile `kiln` (build script) due to 1 previous error',
    '#7 ERROR: process "/bin/sh -c cargo build" did not complete successfully: exit code: 101',
  ].join('\n');
  const report = await diagnoseText(log, 'log');
  expect(report.diagnoses[0]?.pattern).toBe('rust/linker-missing');
  expect(report.diagnoses[0]?.fix[0]?.run).toContain('apt-get');
});

test('several distributions are examples, and the client’s system rules them out', () => {
  expect(shown('install libkiln-dev on Ubuntu or kiln-devel on Fedora')).toEqual([]);
  expect(shown('TARGET = x86_64-pc-windows-gnu; elsewhere install kiln-devel on Fedora')).toEqual(['windows']);
});

test('of loose lines only those count by which a pattern knew them', () => {
  const step = failure('kiln refused (using password: NO)', { kind: 'output' });
  const says = { says: { expression: 'password: NO', literals: [] } };
  expect(isMeant(says, step, new Set(), [step.lines[0]?.number ?? 1])).toBe(true);
  expect(isMeant(says, step, new Set(), [99])).toBe(false);
});

test('a condition holds only where all of its parts do', () => {
  const here = failure('kiln refused');
  const holds = (condition: Condition) => isMeant(condition, here, new Set(['alpine']));
  expect(holds({})).toBe(true);
  expect(holds({ on: ['alpine', 'fedora'] })).toBe(true);
  expect(holds({ on: ['windows'] })).toBe(false);
  expect(holds({ off: ['alpine'] })).toBe(false);
  expect(holds({ on: ['alpine'], says: { expression: 'refused', literals: [] } })).toBe(true);
  expect(holds({ on: ['alpine'], says: { expression: 'accepted', literals: [] } })).toBe(false);
});

test('a report that is read again says the same steps, though the lines that decided are not in it', async () => {
  const report = await diagnoseText(
    'ERROR: failed to connect to the docker API at npipe:////./pipe/dockerDesktopLinuxEngine; check if the path is correct and if the daemon is running: open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.\n',
    'log',
  );
  const [first] = [...report.diagnoses, ...(report.possible ?? [])] as (typeof report.diagnoses)[number][];
  expect(first?.fix.map(({ text }) => text)).toEqual([expect.stringContaining('Docker Desktop')]);
  const again = restore(toV1(report), new Map(BUILT_IN.map((each) => [each.id, each])));
  const [same] = [...again.diagnoses, ...(again.possible ?? [])] as (typeof report.diagnoses)[number][];
  expect(same?.fix).toEqual(first?.fix);
});
