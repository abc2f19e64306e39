import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** tox 3: `ERROR: InvocationError for command … (exited with code 1)`; tox 4: `py312: exit 1 (0.42 seconds) /srv/app> pytest pid=4711`. */
const TOX_3 = /^ERROR: InvocationError for command .{1,4000} \(exited with code (-?\d{1,5})(?: \(\w+\))?\)$/;
const TOX_4 = /^[\w.-]{1,100}: exit (-?[1-9]\d{0,4}) \(\d+\.\d\d seconds\) .{1,4000} pid=\d+$/;
/** nox: `nox > Command pytest tests failed with exit code 1`. */
const NOX = /^nox > Command .{1,4000} failed with exit code (-?\d{1,5})\b/;

/** What tox and nox say when a command they ran failed: a wrapper, the command's own output says why. */
export const tox: Parser = {
  name: 'tox',
  anchors: ['ERROR: InvocationError for command', ' seconds) ', 'nox > Command '],
  start(line) {
    const code = (TOX_3.exec(line.text) ?? TOX_4.exec(line.text) ?? NOX.exec(line.text))?.[1];
    if (code === undefined) return undefined;
    const excerpt = new Excerpt();
    excerpt.add(line, true);
    return stated(
      excerpt.failure({
        tool: 'shell',
        kind: 'build',
        role: 'wrapper',
        message: line.text.replace(/^(?:ERROR: |nox > )/, '').slice(0, 500),
        code: 'tox',
        facts: { exitCode: Number(code) },
      }),
    );
  },
};
