import type { Report } from '../../domain/report.js';
import { count } from '../words.js';
import { AGENT_TOKENS, cut, DATA, LEVELS, section, tokens } from './answer.js';

/**
 * What nobody has explained yet, for a program that reasons: each failure that no pattern knows, with its fingerprint and
 * its excerpt, in as few tokens as an answer may cost. Lines of a log are marked as in the answer.
 */
export function renderUnknowns(report: Report): string {
  const { unknown, version } = report;
  const none =
    report.status === 'failed' ? 'known patterns explain everything that failed here' : 'no failure was found';
  if (unknown.length === 0) return `whydunit ${version}: ${none}\n`;
  const told = (level: (typeof LEVELS)[number]): string =>
    [
      `whydunit ${version}: no known pattern explains ${count(unknown.length, 'failure')}`,
      DATA,
      ...unknown
        .slice(0, level.listed)
        .map((each, index) =>
          [section({ known: false, unknown: each }, index + 1, level), `Fingerprint: ${each.fingerprint}`].join('\n'),
        ),
      ...(unknown.length > level.listed ? [`…and ${unknown.length - level.listed} more; --format json has all.`] : []),
    ].join('\n\n');
  const texts = LEVELS.map((level) => `${told(level)}\n`);
  const last = texts.at(-1) as string;
  return texts.find((text) => tokens(text) <= AGENT_TOKENS) ?? cut(last);
}
