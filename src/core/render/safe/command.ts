/** The runner's workflow commands: `::error file=a,line=1::message`. Rules: actions/toolkit, packages/core/src/command.ts. */
import { clean } from './clean.js';

/** Any text as a command's message. */
export function commandData(text: string): string {
  return clean(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** Any text as the value of a command's property. */
export function commandProperty(text: string): string {
  return commandData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** One command on one line, without the line break. Properties without a value are left out. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const set = Object.entries(properties).filter(([, value]) => value !== undefined);
  const list = set.map(([key, value]) => `${key}=${commandProperty(String(value))}`).join(',');
  return `::${name}${list === '' ? '' : ` ${list}`}::${commandData(message)}`;
}
