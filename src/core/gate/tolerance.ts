import type { Severity } from '../domain/pattern.js';
import type { Tolerance } from '../domain/release.js';

/** `P2 and below`, or the name of a job; the mildest word of several severities counts. */
export function toleranceOf(lines: readonly string[]): Tolerance {
  const severities: string[] = [];
  const jobs: string[] = [];
  for (const line of lines) {
    const severity = /^(P[0-3])(?: and below)?$/i.exec(line)?.[1];
    if (severity === undefined) jobs.push(line);
    else severities.push(severity.toUpperCase());
  }
  const severity = severities.sort()[0] as Severity | undefined;
  return { jobs, ...(severity !== undefined && { severity }) };
}

export function toleratesJob({ jobs }: Tolerance, name: string): boolean {
  return jobs.some((glob) => fits(glob, name));
}

/** What no pattern knows has no severity that could be tolerated. */
export function toleratesSeverity({ severity: most }: Tolerance, severity: Severity | undefined): boolean {
  return most !== undefined && severity !== undefined && severity >= most;
}

/** Whether a text fits a glob in which `*` stands for anything: the parts between the stars, in order, each as early as can be. */
function fits(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
