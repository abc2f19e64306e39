import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const SUMMARY = /^ {2}[1-9]\d* failing$/;
const TITLE = /^ {2}\d{1,5}\) (?<name>.{1,400})$/;
const FRAME = /^\s{6,}at (?:.{1,300} \()?(?<file>[^\s()]{1,400}?):(?<line>\d{1,7}):(?<column>\d{1,7})\)?$/;
const MOST_LINES = 200;
const MOST_FAILURES = 200;

/** Mocha's (also Cypress's) list of failed tests below `N failing`. */
export const mocha: Parser = {
  name: 'mocha',
  anchors: [' failing'],
  start(line) {
    return SUMMARY.test(line.text) ? new MochaReading() : undefined;
  },
};

interface Section {
  readonly excerpt: Excerpt;
  readonly name: string[];
  message?: string;
  location?: { file: string; line: number; column: number };
}

class MochaReading implements Reading {
  readonly #sections: Section[] = [];

  next(line: Line): 'more' | 'refused' {
    const title = TITLE.exec(line.text);
    if (title) {
      if (this.#sections.length >= MOST_FAILURES) return 'refused';
      this.#sections.push({ excerpt: new Excerpt().add(line, true), name: [title.groups?.['name'] as string] });
      return 'more';
    }
    if (/^\S/.test(line.text)) return 'refused';
    const section = this.#sections.at(-1);
    if (section && section.excerpt.size < MOST_LINES) addTo(section, line);
    return 'more';
  }

  end(): Findings {
    return { failures: this.#sections.filter((section) => section.message !== undefined).map(toFailure) };
  }
}

function addTo(section: Section, line: Line): void {
  const text = line.text.trim();
  if (text === '') return;
  const isName = section.message === undefined && /^ {7,}\S/.test(line.text) && !section.name.at(-1)?.endsWith(':');
  const isMessage = !isName && section.message === undefined;
  if (isName) section.name.push(text);
  if (isMessage) section.message = text;
  const place = section.location === undefined ? FRAME.exec(line.text)?.groups : undefined;
  const isOwn = place !== undefined && !/node_modules|node:/.test(place['file'] as string);
  if (isOwn)
    section.location = { file: place['file'] as string, line: Number(place['line']), column: Number(place['column']) };
  section.excerpt.add(line, isName || isMessage || isOwn);
}

function toFailure(section: Section): Failure {
  const message = (section.message as string).slice(0, 1000);
  const exception = /^([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /.exec(message)?.[1];
  return section.excerpt.failure({
    tool: 'node',
    kind: 'test',
    message,
    name: section.name.join(' ').replace(/:$/, ''),
    ...(exception && { code: exception }),
    ...(section.location && { location: section.location }),
    facts: { runner: 'mocha', ...(exception && { exception }) },
  });
}
