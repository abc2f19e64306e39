import type { Evidence } from '../domain/diagnosis.js';
import { QUOTE_END, QUOTE_START } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import { isRecord } from '../json.js';
import { isSecretValue } from './assignments.js';
import { placeholder } from './range.js';
import type { Redactor } from './redactor.js';

/** What is ours in a report, or identifies it, and goes out as it is. Everything else passes the redaction, new members too. */
const OURS: ReadonlySet<string> = new Set(
  [
    'run fingerprint pattern severity cause tool kind role status outcome state confidence gate failOn blocking',
    'alternatives see channel language schema firstSeen draft primary raisedBy own lastGood basePassed',
  ].flatMap((keys) => keys.split(' ')),
);

/** Prose of a pattern: only what is quoted in it came from outside. */
const PROSE: ReadonlySet<string> = new Set(['title', 'rootCause', 'prevention', 'preserve']);
/** Commands and code of a pattern with values filled in. */
const COMMANDS: ReadonlySet<string> = new Set(['verify', 'check']);

/** A quoted line or message is cut at so many characters, and says so. Only here: a secret that was cut before looks like none. */
const LONGEST_LINE = 2_000;
/** What a failure says may go over several lines. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_SIGN = 40;

/**
 * The report without secrets, for every channel at once. What is found in one place, by its looks or its name, is found
 * in all others. Fingerprints, ids, numbers and the run's context stay.
 */
export function redactReport(report: Report, redactor: Redactor): Report {
  learn(report, redactor);
  return new Redaction(redactor).value(report, '') as Report;
}

/** Shows the redactor all that the report holds, in its context: evidence and a failure's lines as they stand together. */
function learn(report: Report, redactor: Redactor): void {
  const found = [...report.diagnoses, ...report.unknown, ...(report.possible ?? [])];
  for (const { evidence, occurrences } of found.flatMap((each) => [each, ...(each.folded ?? [])])) {
    for (const block of bySource(evidence)) redactor.learn(block.map(({ text }) => text).join('\n'));
    for (const { failure } of occurrences) {
      redactor.learn(failure.lines.map(({ printed }) => printed).join('\n'));
      redactor.learn(failure.message);
    }
  }
}

class Redaction {
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  value(value: unknown, key: string): unknown {
    if (typeof value === 'string') return this.#string(value, key);
    if (Array.isArray(value)) return this.#array(value, key);
    if (!isRecord(value)) return value;
    if (key === 'fix') return this.#fix(value);
    const named = key === 'captures' || key === 'facts';
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (named) return [name, typeof member === 'string' ? this.#named(name, member) : member];
        return [name, OURS.has(name) ? member : this.value(member, name)];
      }),
    );
  }

  #string(text: string, key: string): string {
    if (PROSE.has(key)) return this.#prose(text);
    const shown = COMMANDS.has(key) ? this.#redactor.known(text) : this.#redactor.text(text);
    return key === 'message' ? cut(shown, LONGEST_MESSAGE) : shown;
  }

  #array(values: readonly unknown[], key: string): unknown[] {
    if (key === 'evidence') return this.#evidence(values as readonly Evidence[]);
    // The lines a failure was read from have served: nothing is told of them any more.
    if (key === 'lines') return [];
    return values.map((value) => this.value(value, key));
  }

  /** A capture or a fact: its name may say what it is. */
  #named(name: string, text: string): string {
    return isSecretValue(name, text) ? placeholder('secret') : this.#redactor.text(text);
  }

  #prose(text: string): string {
    return text.replace(/\uE000([^\uE000\uE001]*)(\uE001|$)/g, (_, quoted: string, end: string) => {
      const shown = this.#redactor.text(quoted);
      return `${QUOTE_START}${shown}${end === '' ? '' : QUOTE_END}`;
    });
  }

  #fix(fix: object): object {
    return Object.fromEntries(
      Object.entries(fix).map(([key, text]: [string, unknown]) => [
        key,
        typeof text !== 'string' || key === 'language'
          ? text
          : key === 'text'
            ? this.#prose(text)
            : this.#redactor.known(text),
      ]),
    );
  }

  /** Lines that stand together are read together; each stays the line it was. */
  #evidence(evidence: readonly Evidence[]): Evidence[] {
    return bySource(evidence).flatMap((block) => {
      const texts = this.#block(block.map(({ text }) => text));
      return block.map((line, index) => ({
        ...(this.value({ ...line, text: '' }, '') as Evidence),
        text: cut(texts[index] ?? '', LONGEST_LINE),
      }));
    });
  }

  /** Some of the texts may have line breaks of their own. */
  #block(texts: readonly string[]): string[] {
    const lines = this.#redactor.text(texts.join('\n')).split('\n');
    let at = 0;
    return texts.map((text) => {
      const count = text.split('\n').length;
      at += count;
      return lines.slice(at - count, at).join('\n');
    });
  }
}

function cut(text: string, most: number): string {
  // A report that was read again holds lines with the sign already.
  if (text.length <= most + LONGEST_SIGN) return text;
  return `${text.slice(0, most)} … (${text.length - most} more characters)`;
}

/** Runs of evidence of one source, in order. */
function bySource(evidence: readonly Evidence[]): Evidence[][] {
  const blocks: Evidence[][] = [];
  for (const line of evidence) {
    const last = blocks.at(-1);
    if (last?.[0]?.source === line.source) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}
