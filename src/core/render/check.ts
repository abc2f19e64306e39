import type { Report } from '../domain/report.js';
import { findings, title } from './findings.js';
import { compose } from './markdown/compose.js';
import { plain } from './safe/terminal.js';
import { count, gateSentence } from './words.js';

/** GitHub refuses more than 65,535 characters. */
const LIMIT = 60_000;
const TITLE_CHARACTERS = 200;

/** A check run's words. */
export interface CheckText {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/**
 * A report as a check run. It fails where the gate is shut, is green only where the run is known to have passed, and
 * neutral where something failed that does not block, or nothing is known.
 */
export function renderCheck(report: Report): CheckText {
  const all = findings(report);
  const [first] = all;
  const headline = first === undefined ? gateSentence(report) : plain(title(first));
  const more = all.length > 1 ? ` (and ${count(all.length - 1, 'more finding')})` : '';
  return {
    conclusion: conclusion(report),
    title: `${headline.slice(0, TITLE_CHARACTERS)}${more}`,
    summary: compose(report, { limit: LIMIT, measure: (text) => text.length, told: 11, rows: 30 }),
  };
}

function conclusion({ verdict, status }: Report): CheckText['conclusion'] {
  if (verdict.gate !== 'pass') return 'failure';
  return status === 'passed' ? 'success' : 'neutral';
}
