/**
 * A checker for Stryker that lets a drawn sample of the mutants through: those WHYDUNIT_SAMPLE of which the hash of the
 * place and the change, and of WHYDUNIT_DRAW, is lowest. Only a change of a file draws anew what stands in that file. The
 * rest is counted in no figure.
 */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';

class Sample {
  async init() {}

  /** All in one group: what is drawn depends on all of them. */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const size = Number(process.env.WHYDUNIT_SAMPLE);
    const drawn = new Set(
      [...mutants].sort((a, b) => (drawOf(a) < drawOf(b) ? -1 : 1)).slice(0, size).map(({ id }) => id),
    );
    return Object.fromEntries(
      mutants.map(({ id }) => [id, drawn.has(id) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }]),
    );
  }
}

function drawOf({ fileName, location: { start }, mutatorName, replacement }) {
  const file = relative(process.cwd(), fileName);
  const what = [file, start.line, start.column, mutatorName, replacement].join('\0') + process.env.WHYDUNIT_DRAW;
  return createHash('sha256').update(what).digest('hex');
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: Sample }];
