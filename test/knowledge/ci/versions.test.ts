import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { bugReport } from '../../../src/core/render/documents/bug.js';
import { subjectOf } from '../../../src/core/render/documents/subject.js';
import { toV1 } from '../../../src/core/render/json.js';

const FAILED = `error[E0425]: cannot find value \`hull\` in this scope
 --> src/main.rs:2:5
  |
2 |     hull
  |     ^^^^ not found in this scope

error: could not compile \`sloop\` (bin "sloop") due to 1 previous error
`;

const seenIn = async (lines: string) => (await diagnoseText(`${lines}\n${FAILED}`, 'run.log')).environment ?? [];

describe('what ran', () => {
  it.each([
    ['rustc 1.95.0 (0abc1d2ef 2026-04-14)', 'Rust', '1.95.0'],
    ['rustc 1.97.0-nightly (0abc1d2ef 2026-04-14)', 'Rust', '1.97.0-nightly'],
    ['cargo 1.95.0 (0abc1d2ef 2026-03-24)', 'Cargo', '1.95.0'],
    ['Docker version 28.2.2, build e6534b4eb7', 'Docker', '28.2.2'],
    ['Docker version 20.10.24+dfsg1, build 297e128', 'Docker', '20.10.24+dfsg1'],
    [' Server Version: 27.5.1', 'Docker', '27.5.1'],
    ['Docker Compose version v2.32.4', 'Docker Compose', '2.32.4'],
    ['docker-compose version 1.29.2, build unknown', 'Docker Compose', '1.29.2'],
    ['podman version 4.3.1', 'Podman', '4.3.1'],
    ['platform linux -- Python 3.11.2, pytest-8.3.4, pluggy-1.5.0', 'Python', '3.11.2'],
    ['Python 3.12.3', 'Python', '3.12.3'],
    ['Node.js v20.20.2', 'Node.js', '20.20.2'],
    ['go version go1.24.1 linux/amd64', 'Go', '1.24.1'],
    ['Image: ubuntu-24.04', 'Operating system', 'ubuntu-24.04'],
    ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', 'Operating system', 'Debian GNU/Linux 12 (bookworm)'],
    [
      '#7 [build 1/6] FROM docker.io/library/rust:1.83-slim@sha256:0a1b',
      'Base image',
      'docker.io/library/rust:1.83-slim',
    ],
    ['Step 1/9 : FROM python:3.12-slim AS build', 'Base image', 'python:3.12-slim'],
  ])('is told by %s', async (line, name, version) => {
    expect(await seenIn(line)).toContainEqual({ name, version });
  });

  it.each([
    'this crate needs rustc 1.70.0 or newer',
    'test rustc 1.95.0 is found ... ok',
    'It was said that Python 3.12.3 is slow',
    'see Image: ubuntu-24.04 of the runner',
    'select name ] from table',
  ])('is not told by %s', async (line) => expect(await seenIn(line)).toEqual([]));

  it('fills in the report of the bug, each version once; what was not seen stays blank', async () => {
    const page = async (lines: string) => {
      const report = toV1(await diagnoseText(`${lines}\n${FAILED}`, 'run.log'));
      return bugReport(report, subjectOf(report)!);
    };
    const filled = await page(
      'rustc 1.95.0 (0abc1d2ef 2026-04-14)\nrustc 1.95.0 (0abc1d2ef 2026-04-14)\nDocker version 28.2.2, build e6\nImage: ubuntu-24.04',
    );
    expect(filled).toContain(
      '- Tool that failed: `rustc`\n- Rust: `1.95.0`\n- Docker: `28.2.2`\n- Operating system: `ubuntu-24.04`\n',
    );
    const blank = await page('');
    expect(blank).toContain('- Tool that failed: `rustc`, version _to be filled in: its version_');
    expect(blank).toContain('- Operating system and image: _to be filled in: ');
  });
});
