import type { IncidentRecord } from '../../../core/domain/incident.js';
import { dataLines, readRecord } from './data.js';

/** Around the part that each occurrence writes anew. The blanks in them stand in no name of a branch. */
const START = '<!-- whydunit state begins -->';
const END = '<!-- whydunit state ends -->';

/**
 * The body of a new issue.
 * @param state Markdown of the record, written anew with each occurrence
 * @param story Markdown of what happened, which is people's to edit from now on
 */
export function newBody(record: IncidentRecord, state: string, story: string): string {
  return `${dataLines(record)}\n${START}\n\n${state.trim()}\n\n${END}\n\n${story.trim()}\n`;
}

/**
 * The body after something happened: the data and the state are new, everything else stays as people left it.
 * @param advance the record after it, or undefined where nothing is to be written down
 * @returns undefined where nothing changes, or where the body's data cannot be read
 */
export function advancedBody(
  body: string,
  advance: (record: IncidentRecord) => IncidentRecord | undefined,
  state: (record: IncidentRecord) => string,
): string | undefined {
  const told = readRecord(body);
  const next = told.kind === 'record' ? advance(told.record) : undefined;
  if (next === undefined) return undefined;
  const rest = body.replaceAll('\r\n', '\n').split('\n').slice(2).join('\n');
  // Evidence further down may hold the same words: only the first of each counts, and they stand before it.
  const [from, to] = [rest.indexOf(START), rest.indexOf(END)];
  const kept =
    from >= 0 && to > from ? `${rest.slice(0, from)}${START}\n\n${state(next).trim()}\n\n${rest.slice(to)}` : rest;
  return `${dataLines(next)}\n${kept}`;
}
