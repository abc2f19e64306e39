import { splitQuoted } from '../../domain/quoted.js';
import { clean } from './clean.js';

/**
 * Prose on one line for people who read it as it is: quotations stand between backticks like the author's own code;
 * a text that is nothing but a quotation stands bare.
 */
export function plain(text: string): string {
  const parts = splitQuoted(text.trim());
  let code = false;
  const words = parts.map((part) => {
    const cleaned = clean(part.text);
    if (part.quoted) return code || parts.length === 1 || cleaned.includes('`') ? cleaned : `\`${cleaned}\``;
    if ((cleaned.match(/`+/g) ?? []).length % 2 === 1) code = !code;
    return cleaned;
  });
  return words.join('').replace(/\s+/g, ' ').trim();
}

/** Quoted lines for a terminal: nothing in them can move the cursor or change colours. Tabs become blanks. */
export function quotedLines(text: string): readonly string[] {
  return clean(text).replace(/\t/g, '    ').split('\n');
}

/**
 * Finished text whose lines no runner takes for commands: `::name` at the start of a line and `##[name]` anywhere
 * get a blank put in. Rules: actions/runner, ActionCommand.cs.
 */
export function withoutCommands(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/##\[/g, '## [').replace(/^((?:\s|\x1B\[[0-9;]*m)*):(?=:)/, '$1: '))
    .join('\n');
}
