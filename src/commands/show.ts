import type { Report } from '../core/domain/report.js';
import type { Format } from '../settings/command-line.js';
import type { Console } from './console.js';
import { formatReport } from './formats.js';

/** Prints or writes a report; returns what the gate says as exit code. */
export async function show(
  report: Report,
  { format, output }: { readonly format: Format; readonly output?: string },
  console: Console,
): Promise<0 | 1> {
  const terminal = console.terminalFor(report.diagnoses.length + report.unknown.length, output !== undefined);
  await console.deliver(await formatReport(format, report, terminal), output);
  return report.verdict.gate === 'pass' ? 0 : 1;
}
