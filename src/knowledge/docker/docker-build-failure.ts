import type { Failure, Location } from '../../core/domain/failure.js';
import type { Excerpt } from '../../core/parse/excerpt.js';
import { failedRun, roleOfRun } from './docker-step.js';

/** True for errors that only make a build slower (a cache that is not there yet) or follow from another step's failure. */
export function isNoFailure(title: string, message: string): boolean {
  const isCache =
    title.startsWith('importing cache') ||
    title.startsWith('exporting cache') ||
    message.includes('registry cache importer');
  return isCache || message.endsWith('context canceled');
}

/**
 * The failure of a BuildKit step: a RUN whose process ended badly wraps that process's own failure, anything else is a
 * cause by itself.
 * @param excerpt the lines that tell of it
 * @param message the reason, without the words around it
 * @param title the step as BuildKit names it, `[build 3/4] RUN make`, or empty
 */
export function stepFailed(excerpt: Excerpt, message: string, title: string, location?: Location): Failure {
  const run = failedRun(message);
  const place = location && { location };
  if (run?.exitCode !== undefined) {
    const { command, exitCode } = run;
    const facts = { exitCode, ...(title && { step: title }) };
    const said = `RUN ${command} ended with exit code ${exitCode}`;
    return excerpt.failure({
      tool: 'docker',
      kind: 'build-step',
      role: roleOfRun(exitCode, excerpt.lines),
      name: command,
      code: String(exitCode),
      message: said,
      facts,
      ...place,
    });
  }
  const name = title && { name: title };
  return excerpt.failure({
    tool: 'docker',
    kind: 'build',
    message: message.slice(0, 1000),
    facts: title ? { step: title } : {},
    ...name,
    ...place,
  });
}
