import type { Diagnosis } from '../../domain/diagnosis.js';
import type { Report } from '../../domain/report.js';
import { withEmptyBetween } from '../excerpts.js';
import { contentOf, type Finding, occurrences } from '../findings.js';
import { places } from '../places.js';
import { count } from '../words.js';
import type { Detail } from './detail.js';
import { essence } from './essence.js';
import { evidenceBlocks } from './evidence.js';
import { checks, firstFix, paragraphs, steps, warnings } from './fixes.js';
import { about, NOT_KNOWN, nextStep } from './section.js';
import { whereBlocks } from './where.js';

/** What of the first finding everybody sees: on one screen of a phone, in some hundred words. */
const OPEN: Detail = { prose: 420, code: 400, items: 1, places: 1, lines: 9, lineCharacters: 160 };

/** The first finding, open as far as everybody needs it; all else folded beneath it, as far as `detail` says. */
export function opened(finding: Finding, report: Report, detail: Detail): string {
  const open: Detail = {
    ...OPEN,
    lines: Math.min(OPEN.lines, detail.lines),
    prose: Math.min(OPEN.prose, detail.prose),
  };
  const { blocks, more } = finding.known
    ? known(finding, report, detail, open)
    : unknown(finding, report, detail, open);
  const rest = more.filter((block) => block !== '');
  const folded = rest.length === 0 ? [] : ['<details>\n<summary>More about this</summary>', ...rest, '</details>'];
  return [...blocks.filter((block) => block !== ''), ...folded].join('\n\n');
}

interface Told {
  readonly blocks: readonly string[];
  readonly more: readonly string[];
}

function known(finding: Finding & { known: true }, report: Report, detail: Detail, open: Detail): Told {
  const { diagnosis } = finding;
  const [first = '', ...others] = diagnosis.rootCause.trim().split(/\n[ \t]*\n/);
  const fix = firstFix(diagnosis, open);
  return {
    blocks: [
      ...paragraphs(first, open.prose),
      ...essentials(diagnosis, open),
      ...warnings(diagnosis.preserve, open),
      ...(fix.text === '' ? [] : ['**Fix**', fix.text]),
    ],
    more: [
      ...others.flatMap((paragraph) => paragraphs(paragraph, detail.prose)),
      ...everywhere(finding, report, detail),
      ...allEvidence(finding, detail, open),
      ...(fix.left.length === 0 ? [] : ['**Or**', steps(fix.left, detail)]),
      ...checks(diagnosis.verify, detail),
      ...about(finding, report, detail),
    ],
  };
}

function unknown(finding: Finding & { known: false }, report: Report, detail: Detail, open: Detail): Told {
  return {
    blocks: [NOT_KNOWN, ...essentials(finding.unknown, open)],
    more: [
      ...everywhere(finding, report, detail),
      ...allEvidence(finding, detail, open),
      ...nextStep(finding, report, detail),
    ],
  };
}

/** The lines that tell most, as they stand in the log. */
function essentials({ evidence, folded = [] }: Pick<Diagnosis, 'evidence' | 'folded'>, open: Detail): string[] {
  return evidenceBlocks(withEmptyBetween(essence(evidence, folded, open.lines), evidence), open);
}

/** Its places, where there are more than the one that stands in its line. */
function everywhere(finding: Finding, { run }: Report, detail: Detail): string[] {
  const { omitted } = contentOf(finding);
  const all = places(occurrences(finding));
  return all.length + (omitted?.occurrences ?? 0) > 1 ? whereBlocks(all, run, detail.places, omitted?.occurrences) : [];
}

/** The evidence as a whole, where not all of it is open. */
function allEvidence(finding: Finding, detail: Detail, open: Detail): string[] {
  const { evidence, omitted } = contentOf(finding);
  const lines = evidence.length + (omitted?.evidence ?? 0);
  if (lines <= open.lines) return [];
  return [`**${count(lines, 'line')} of evidence**`, ...evidenceBlocks(evidence, detail, omitted?.evidence)];
}
