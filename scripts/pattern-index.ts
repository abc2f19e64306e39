import { type Pattern, SEVERITIES } from '../src/core/domain/pattern.js';
import { byFamily } from '../src/core/render/pattern/list.js';
import { titleOf } from '../src/core/render/pattern/placeholders.js';
import { proseCell } from '../src/core/render/safe/cell.js';
import { count, IMPACT, RESPONSE } from '../src/core/render/words.js';

/**
 * The index of docs/patterns: by tool, then by severity.
 * @param runsOf how many recorded runs a pattern has
 */
export function patternIndex(patterns: readonly Pattern[], runsOf: (id: string) => number): string {
  const families = [...byFamily(patterns)];
  const blocks = [
    '# Patterns',
    `Every way to fail that Whydunit knows: ${count(patterns.length, 'pattern')} in ${count(families.length, 'family', 'families')}. ` +
      'Written by `npm run docs` from `src/knowledge`; on a terminal `whydunit patterns show ID` says the same.',
    `Families: ${families.map(([family]) => `[${family}](#${family})`).join(' · ')}`,
    `By severity: ${SEVERITIES.map((severity) => `[${severity}](#${severity.toLowerCase()})`).join(' · ')}`,
    ...families.flatMap(([family, members]) => [`## ${family}`, familyTable(members, runsOf)]),
    ...SEVERITIES.flatMap((severity) => [`## ${severity}`, ...bySeverity(severity, patterns)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function familyTable(members: readonly Pattern[], runsOf: (id: string) => number): string {
  const rows = members.map((pattern) => {
    const runs = runsOf(pattern.id);
    return `| ${linkTo(pattern)} | ${proseCell(titleOf(pattern))} | ${pattern.severity} | ${pattern.status} | ${runs === 0 ? '' : runs} |`;
  });
  return ['| Pattern | What happened | Severity | Status | Recorded runs |', '|---|---|---|---|--:|', ...rows].join(
    '\n',
  );
}

function bySeverity(severity: Pattern['severity'], patterns: readonly Pattern[]): string[] {
  const members = patterns.filter((pattern) => pattern.severity === severity);
  const response = RESPONSE[severity];
  const lead = `${response.charAt(0).toUpperCase()}${response.slice(1)}. ${IMPACT[severity]}`;
  return [lead, members.length === 0 ? 'None.' : members.map(linkTo).join(' · ')];
}

function linkTo({ id }: Pattern): string {
  return `[\`${id}\`](${id}.md)`;
}
