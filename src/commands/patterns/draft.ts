import { literalExpression } from '../../core/literal.js';
import { makeLine } from '../../core/reading/line.js';
import type { ReportV1 } from '../../core/render/json/v1.js';
import { templateText } from '../../core/telling/template.js';
import { BadExpression, makeClause } from '../../knowledge/catalogue/clause.js';

/** A pattern in the making: what a report showed of a failure that nobody knew. */
export interface Draft {
  /** RE2: the telling line, with what differs from run to run left open. */
  readonly expression: string;
  /** The telling line. */
  readonly line: string;
  /** A few lines around it, as printed. */
  readonly excerpt: readonly string[];
}

/** An example shows the failure, not the run. */
const LONGEST_EXAMPLE = 10;
const LONGEST_TEXT = 200;
const LONGEST_TITLE = 72;
/** Values worth a name in the title or the fix. */
const MOST_CAPTURES = 3;

const PARTS =
  /(?<quoted>"[^"]{1,200}"|'[^']{1,200}'|`[^`]{1,200}`)|(?<path>(?:[a-z]{2,9}:\/\/|[\w.@~+-]{0,80}[/\\])[\w.@~+/\\-]{1,200})|(?<hash>\b(?=[a-f]{0,39}\d)[0-9a-f]{7,64}\b)|(?<number>\d{1,20})|(?<space>\s+)/gi;

/**
 * Words a pattern from the most telling line of the report's unknown failure that has words of its own.
 * @returns undefined where the report has no unknown failure, or none with such a line
 */
export function draftFrom({ unknown }: ReportV1): Draft | undefined {
  const failure = unknown.find(({ primary }) => primary) ?? unknown[0];
  const evidence = failure?.evidence ?? [];
  for (const { text } of [...evidence.filter(({ proof }) => proof === true), ...evidence]) {
    const line = makeLine(1, text, false).text.trim();
    const expression = expressionFor(line);
    if (!isUsable(expression)) continue;
    const inOrder = [...evidence].sort((a, b) => a.line - b.line).map((each) => each.text);
    const from = Math.max(0, Math.min(inOrder.indexOf(text) - 2, inOrder.length - LONGEST_EXAMPLE));
    return { expression, line, excerpt: inOrder.slice(from, from + LONGEST_EXAMPLE) };
  }
  return undefined;
}

function isUsable(expression: string): boolean {
  try {
    makeClause(expression);
    return true;
  } catch (error) {
    if (error instanceof BadExpression) return false;
    throw error;
  }
}

/** The fixed words of a line, with captures for quoted values and paths; stamps and marks before the first word are left out. */
export function expressionFor(line: string): string {
  const text = line.replace(/^[^\p{L}"'`]+/u, '').slice(0, LONGEST_TEXT);
  let captures = 0;
  const capture = (value: string): string => (captures++ < MOST_CAPTURES ? `(?<value${captures}>${value})` : value);
  let expression = '';
  let end = 0;
  for (const part of text.matchAll(PARTS)) {
    expression += literalExpression(text.slice(end, part.index));
    end = part.index + part[0].length;
    const { quoted, path, hash, number } = part.groups ?? {};
    if (quoted !== undefined) expression += `${quoted[0]}${capture(`[^${quoted[0]}]+`)}${quoted[0]}`;
    else if (path !== undefined) expression += capture('\\S+');
    else if (hash !== undefined) expression += '[0-9a-fA-F]+';
    else if (number !== undefined) expression += '\\d+';
    else expression += part[0] === ' ' ? ' ' : '\\s+';
  }
  return expression + literalExpression(text.slice(end));
}

/** An id for a pattern that was given none: the first words of its line. */
export function idFor({ line }: Draft): string {
  const words =
    templateText(line)
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [];
  return `own/${words.slice(0, 5).join('-') || 'failure'}`;
}

/**
 * The file of a draft. Everything from a log stands in it quoted.
 * @param nearMisses lines of a run that passed that sound alike and must not match
 */
export function draftFile(id: string, { expression, line, excerpt }: Draft, nearMisses: readonly string[]): string {
  const title = line.replace(/[{}|]/g, ' ').replace(/\s+/g, ' ').slice(0, LONGEST_TITLE).trim();
  const misses = nearMisses.length > 0 ? nearMisses : ['everything went well'];
  const because =
    nearMisses.length > 0 ? 'a run that passed printed it too' : 'replace it with a line that only sounds alike';
  return `# ${id}: drafted from a report. Word every part anew, then check it with: whydunit patterns test

# What happened, in your words; captured values as {value1}.
title: ${JSON.stringify(title)}
severity: P1
cause: code
# A draft never closes the gate. Make it documented once you trust it.
status: draft

when:
  # What differs from run to run is left open. Shorten it to the words that nothing else says.
  all:
    - '${expression.replaceAll("'", "''")}'
  none: []

root_cause: |
  Say here in one or two sentences why this happens.

fix:
  - text: Say here what to do first.

prevention:
  - Say here what keeps it from coming back.

examples:
  match:
    - log: ${block(excerpt)}
  no_match:
${misses.map((miss) => `    - because: ${because}\n      log: ${block([miss])}`).join('\n')}
`;
}

/** Lines as they were printed, leading blanks included, two in from the key that they belong to. */
function block(lines: readonly string[]): string {
  return `|2\n${lines.map((line) => (line === '' ? '' : `        ${line}`)).join('\n')}`;
}
