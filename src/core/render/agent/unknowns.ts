import type { Report } from '../../domain/report.js';
import { count } from '../words.js';
import { DATA, fitting, type Level, section } from './answer.js';

/**
 * What nobody has explained yet, for a program that reasons: each failure that no pattern knows, with its fingerprint and
 * its excerpt, in as few tokens as an answer may cost. Lines of a log are marked as in the answer.
 */
export function renderUnknowns(report: Report): string {
  const { unknown, version } = report;
  const none =
    report.status === 'failed' ? 'known patterns explain everything that failed here' : 'no failure was found';
  if (unknown.length === 0) return `whydunit ${version}: ${none}\n`;
  return fitting((level) => told(report, level));
}

function told({ unknown, version }: Report, level: Level): string {
  const shown = unknown.slice(0, level.listed);
  const left = unknown.length - shown.length;
  return `${[
    `whydunit ${version}: no known pattern explains ${count(unknown.length, 'failure')}`,
    DATA,
    ...shown.map((each, index) =>
      [section({ known: false, unknown: each }, index + 1, level), `Fingerprint: ${each.fingerprint}`].join('\n'),
    ),
    ...(left > 0 ? [`…and ${left} more; --format json has all.`] : []),
  ].join('\n\n')}\n`;
}
