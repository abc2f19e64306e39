import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

const EXIT = '##[error]Process completed with exit code 1.';

/** The first cited line of the one finding, which no pattern knows. */
async function cited(lines: readonly string[]): Promise<string | undefined> {
  const { diagnoses, unknown } = await diagnoseText(lines.join('\n'), 'run.log');
  expect(diagnoses).toEqual([]);
  return unknown[0]?.evidence.find(({ proof }) => proof)?.text;
}

describe('a wrapper that no pattern knows the cause of is told by what was said above it', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'the script of a package',
      'quillgen: table "serif" has 3 rows, 4 wanted',
      [
        '+ ./gen-tables --out src',
        'quillgen: table "serif" has 3 rows, 4 wanted',
        'error: Bad exit status from /var/tmp/rpm-tmp.x1 (%build)',
        '',
        'RPM build errors:',
        '    Bad exit status from /var/tmp/rpm-tmp.x1 (%build)',
        EXIT,
      ],
    ],
    [
      'a rule of make, in another language',
      'cp: quill.1: Datei oder Verzeichnis nicht gefunden',
      ['+ make', 'cp: quill.1: Datei oder Verzeichnis nicht gefunden', 'make: *** [Makefile:9: install] Error 1'],
    ],
    [
      'a script of npm',
      'loomc: warp 3 of shed.lm is twisted',
      [
        '> loom@1.0.0 build',
        '> loomc --all',
        '',
        'loomc: warp 3 of shed.lm is twisted',
        'npm ERR! code ELIFECYCLE',
        'npm ERR! errno 1',
        'npm ERR! loom@1.0.0 build: `loomc --all`',
        'npm ERR! Exit status 1',
      ],
    ],
    [
      'a step',
      'the sluice stands open by 4 hands',
      ['##[group]Run ./weir', './weir', '##[endgroup]', 'the sluice stands open by 4 hands', EXIT],
    ],
  ])('%s', async (_, line, lines) => {
    expect(await cited(lines)).toBe(line);
  });

  test('nothing of the echo of a command is what it said', async () => {
    const silent = ['##[group]Run ./weir', './weir', 'shell: /usr/bin/bash -e {0}', '##[endgroup]', EXIT];
    expect(await cited(silent)).toBe(EXIT);
  });
});
