import type { Answer } from '../connection/answer.js';
import type { Findings } from '../findings.js';

/** A longer one is a script; its beginning tells which. */
const LONGEST = 300;

/**
 * Whether a container was made by the legacy builder for a RUN step: these stay behind when they fail, their log is kept
 * nowhere, and their image is a layer without a name. BuildKit leaves none.
 */
export function investigateBuildStep(inspect: Answer): Findings {
  const isUnnamed = inspect.text('Config', 'Image').startsWith('sha256:');
  const [flag, command] = inspect.texts('Args');
  if (!keepsNoLog(inspect) || !isUnnamed || flag !== '-c' || command === undefined) return {};
  return { buildStep: command.slice(0, LONGEST) };
}

/** The engine was told to keep nothing of what it prints, so there is nothing to ask for. */
export function keepsNoLog(inspect: Answer): boolean {
  return inspect.text('HostConfig', 'LogConfig', 'Type') === 'none';
}
