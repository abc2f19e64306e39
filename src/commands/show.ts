import type { Pattern } from '../core/domain/pattern.js';
import type { Report } from '../core/domain/report.js';
import type { Format } from '../settings/command-line.js';
import type { Console } from './console.js';
import { formatReport } from './formats.js';

/** A report, and the patterns it was judged by. */
export interface Judged {
  readonly report: Report;
  readonly patterns: readonly Pattern[];
}

/** Prints or writes a report; returns what the gate says as exit code. */
export async function show(
  judged: Judged,
  { format, output, comment }: { readonly format: Format; readonly output?: string; readonly comment?: true },
  console: Console,
): Promise<0 | 1> {
  const { report } = judged;
  const terminal = console.terminalFor(report.diagnoses.length + report.unknown.length, output !== undefined);
  const around = {
    // Read only for the formats that tell of them.
    get patterns() {
      return judged.patterns;
    },
    terminal,
  };
  await console.deliver(await formatReport(format, report, around), output);
  if (comment === true) {
    const { commentOn } = await import(/* webpackMode: "eager" */ './comment/merge-request.js');
    const trouble = await commentOn(report, console);
    if (trouble !== undefined) console.note(trouble);
  }
  return report.verdict.gate === 'pass' ? 0 : 1;
}
