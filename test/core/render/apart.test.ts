import { describe, expect, it } from 'vitest';
import { formatReport } from '../../../src/commands/formats.js';
import type { Report } from '../../../src/core/domain/report.js';
import { annotations } from '../../../src/core/render/annotations.js';
import { renderCheck } from '../../../src/core/render/check.js';
import { renderSummary } from '../../../src/core/render/summary.js';
import { FORMATS } from '../../../src/settings/command-line.js';
import { redisReport } from './reports.js';

const CHECK = 'nc -vz cache.internal 6390';
const TITLE = 'The address is another one than the service has';

/** A finding of which nobody can tell from here whether it is the one or the other. */
function unsure(): Report {
  const report = redisReport();
  const [first, ...others] = report.diagnoses;
  if (first === undefined) throw new Error('no diagnosis');
  return { ...report, diagnoses: [{ ...first, hypotheses: [{ title: TITLE, check: CHECK }] }, ...others] };
}

const TERMINALS = { full: { colour: false, width: 100 }, brief: { colour: false, width: 100, brief: true } };

describe('what else it may be is told in', () => {
  it.each(FORMATS)('%s', async (format) => {
    const text = await formatReport(format, unsure(), { patterns: [], terminal: TERMINALS.full });
    expect(text).toContain(TITLE);
    expect(text).toContain(CHECK);
  });

  it('a terminal with little room', async () => {
    const text = await formatReport('terminal', unsure(), { patterns: [], terminal: TERMINALS.brief });
    expect(text).toContain(CHECK);
  });
});

it('is told beside the line of the code, in the check run and in the summary', () => {
  const report = unsure();
  const inCode: Report = {
    ...report,
    diagnoses: report.diagnoses.map((each) => ({
      ...each,
      occurrences: each.occurrences.map((one) => ({
        ...one,
        failure: { ...one.failure, location: { file: 'src/stream.py', line: 4 } },
      })),
    })),
  };
  const texts = [annotations(inCode)[0]?.message, renderCheck(report).summary, renderSummary(report)];
  for (const text of texts) expect(text).toContain(CHECK);
});
