import type { Gone } from '../../domain/history.js';
import type { Report } from '../../domain/report.js';
import { codeSpan, prose } from '../safe/markdown.js';
import { GONE } from '../words.js';

/** What failed before and does not any more: fixed by a push, or by nothing but another try. At most `max` of each. */
export function goneBlock({ gone = [] }: Pick<Report, 'gone'>, max: number): string {
  return (['fixed', 'retry'] as const)
    .flatMap((by) => {
      const all = gone.filter((one) => one.by === by);
      if (all.length === 0) return [];
      const lines = all.slice(0, max).map(line);
      if (all.length > max) lines.push(`- …and ${(all.length - max).toLocaleString('en-US')} more`);
      return [`**${GONE[by]}**`, lines.join('\n')];
    })
    .join('\n\n');
}

function line({ title, pattern, severity, by, fingerprint }: Gone): string {
  const mark = by === 'fixed' ? '✅' : '⚠️';
  return `- ${mark} ${severity ?? 'Unknown'} · ${prose(title, 200)} · ${codeSpan(pattern ?? fingerprint)}`;
}
