import type { Report } from '../../domain/report.js';
import { fence, prose } from '../safe/markdown.js';
import { waiverEntry, waiverSentences } from '../waivers.js';
import { count } from '../words.js';

/** How the repository's own rules came to bear: where they were taken from, what is waived and what is not any more. */
export function rulesBlock(report: Report, max: number): string {
  const sentences = [...(report.notes ?? []), ...waiverSentences(report)];
  if (sentences.length === 0) return '';
  const lines = sentences.slice(0, max).map((sentence) => `- ${prose(sentence, 400)}.`);
  if (sentences.length > max) lines.push(`- …and ${count(sentences.length - max, 'more remark')}`);
  return ["**By this repository's own rules**", lines.join('\n')].join('\n\n');
}

/** The entry that waives a finding, folded; empty where there is none to give. */
export function waiverOffer(fingerprint: string, pattern?: string): string {
  const entry = waiverEntry(fingerprint, pattern);
  if (entry === undefined) return '';
  return [
    '<details>\n<summary>Let it stay for a while</summary>',
    'Fill this in and put it into `.github/whydunit.yml` on the base branch. Then it is shown and does not close the gate.',
    fence(entry, 'yaml'),
    '</details>',
  ].join('\n\n');
}
