import type { Report } from '../../domain/report.js';
import { problemsOf } from '../../domain/verdict.js';
import { plain } from '../safe/terminal.js';
import { gateSentence } from '../words.js';
import { gateItems } from './items.js';

/** Why a release may not go on, as one sentence of plain text: the first thing that closes the gate, or could not be checked. */
export function releaseReason(report: Report): string {
  const [first] = gateItems(report).filter(({ effect }) => effect === 'closes');
  const because = first?.title ?? problemsOf(report.verdict)[0] ?? '';
  return `${gateSentence(report)}: ${plain(because).replace(/\.$/, '')}.`;
}
