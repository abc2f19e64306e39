import type { Line } from '../../core/domain/line.js';
import { isRecord, parsedJson } from '../../core/json.js';

/** The objects of containers or states on one line: `--format '{{json .}}'`, `'{{json .State}}'`, an answer of the API. */
export function compactDocuments(text: string): unknown[] {
  const whole = parsedJson(text.slice(Math.max(0, text.search(/[[{]/))).trim());
  if (whole !== undefined) return (Array.isArray(whole) ? whole : [whole]).map(stateInside);
  // Too long a line, or words around it: the state stands near its beginning.
  const start = text.indexOf('"State":{');
  const state = start < 0 ? undefined : parsedJson(objectAt(text, start + '"State":'.length));
  return state === undefined ? [] : [{ State: state }];
}

/** The line cut down to one member; as it is when the member is written otherwise. */
export function cutTo(line: Line, key: string, value: unknown): Line {
  const member = `"${key}":${JSON.stringify(value)}`;
  return { ...line, text: member, printed: line.text.includes(member) ? member : line.printed };
}

/** A state alone, as if it stood in its container. */
function stateInside(document: unknown): unknown {
  const isState = isRecord(document) && Object.hasOwn(document, 'OOMKilled');
  return isState ? { State: document } : document;
}

/** The text of the object that opens at `start`, brackets in strings not counted; empty when it is not closed. */
function objectAt(text: string, start: number): string {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const letter = text[index];
    if (inString) {
      if (letter === '\\') index++;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return text.slice(start, index + 1);
  }
  return '';
}
