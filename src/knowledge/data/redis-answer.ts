import type { Line } from '../../core/domain/line.js';

/** A question put to `redis-cli`, at its prompt or at a shell's. */
export interface Asked {
  readonly line: Line;
  /** Command in capitals, then its arguments without quotes. */
  readonly words: readonly string[];
  /** Typed at redis-cli's own prompt: what it answers was read by somebody. */
  readonly isPrompt: boolean;
}

const PROMPT =
  /^\s{0,16}(?:not connected|redis(?: \/[^>\s]{1,200})?|[\w.[\]:-]{1,200}:\d{1,5})(?:\[\d{1,4}\])?(?:\([\w ]{1,20}\))?> ?(.*)$/;
const BARE_PROMPT = /^\s{0,16}> ((?:P?TTL|P?EXPIRETIME|EXISTS|XPENDING|XINFO)\s.*)$/i;
const COMMAND =
  /^(?:P?TTL|P?EXPIRETIME|EXISTS|XPENDING|XINFO|XREADGROUP|XGROUP|XACK|PING|AUTH|GET|SET|[HLSZX][A-Z]{2,12}|INCR|DECR)$/i;
/** `1) `, `2# "name" => `: where an answer stands in nested lists and maps. */
const LABEL = /^(?:\d{1,6}[)#~] )\s{0,12}/;

/** The question that stands on a line, if one does. */
export function asked(line: Line): Asked | undefined {
  const text = line.text.slice(0, 1_000);
  const typed = (PROMPT.exec(text) ?? BARE_PROMPT.exec(text))?.[1];
  if (typed !== undefined) return { line, words: command(split(typed)), isPrompt: true };
  const called = /\b(?:redis|valkey)-cli\s/.exec(text);
  if (!called) return undefined;
  const args = split(text.slice(called.index + called[0].length));
  const at = args.findIndex((word) => COMMAND.test(word));
  return at < 0 ? undefined : { line, words: command(args.slice(at)), isPrompt: false };
}

/** The values of one line of an answer, without marks, types and quotes; an end-of-line remark is left out. */
export function valuesOf(text: string): string[] {
  let rest = text.trim();
  for (let label = LABEL.exec(rest); label; label = LABEL.exec(rest)) rest = rest.slice(label[0].length);
  return rest.split(' => ', 2).map((value) => {
    const number = /^(?:\(integer\) )?(-?\d{1,19})(?:\s{1,8}(?:#|\/\/|<-|--).*)?$/.exec(value);
    return number?.[1] ?? value.replace(/^"(.{0,500})"$/, '$1');
  });
}

function command([name = '', ...args]: readonly string[]): string[] {
  const end = args.findIndex((word) => /^(?:[|;&)]|\d?>{1,2}\S)/.test(word));
  return [name.toUpperCase(), ...(end < 0 ? args : args.slice(0, end))];
}

function split(text: string): string[] {
  return (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}
