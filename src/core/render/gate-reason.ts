import type { Report } from '../domain/report.js';
import { findings, title } from './findings.js';
import { plain } from './safe/terminal.js';
import { gateSentence } from './words.js';

/** Why the gate is not open, as one sentence of plain text: what broke, or else what could not be read. */
export function gateReason(report: Report): string {
  const { verdict } = report;
  const [first] = findings(report);
  const because =
    verdict.gate === 'fail' && first !== undefined ? plain(title(first)) : plain(verdict.reasons[0] ?? '');
  return `${gateSentence(report)}: ${because.replace(/\.$/, '')}.`;
}
