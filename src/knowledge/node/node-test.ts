import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const SPEC_START = /^(?:✖|Γ£û) failing tests:$/;
const PLACE = /^test at (?<file>.{1,400}?):(?<line>\d{1,7}):(?<column>\d{1,7})$/;
const TITLE = /^\s{0,20}(?:✖|Γ£û) (?<name>.{1,400}?) \(\d[\d.]{0,30}ms\)(?<rest>.{0,100})$/;
const MOST_LINES = 200;
const MOST_FAILURES = 10_000;

/** The list below `✖ failing tests:` that the spec reporter of `node --test` prints at its end. */
export const nodeTest: Parser = {
  name: 'node-test',
  anchors: ['failing tests:'],
  start(line) {
    return SPEC_START.test(line.text) ? new SpecReading() : undefined;
  },
};

interface Section {
  readonly excerpt: Excerpt;
  readonly location: { file: string; line: number; column: number };
  name?: string;
  message?: string;
  isTodo?: boolean;
}

class SpecReading implements Reading {
  readonly #sections: Section[] = [];

  next(line: Line): 'more' | 'refused' {
    const place = PLACE.exec(line.text)?.groups;
    if (place) {
      if (this.#sections.length >= MOST_FAILURES) return 'refused';
      const location = { file: place['file'] as string, line: Number(place['line']), column: Number(place['column']) };
      this.#sections.push({ excerpt: new Excerpt().add(line, true), location });
      return 'more';
    }
    const section = this.#sections.at(-1);
    const title = TITLE.exec(line.text)?.groups;
    if (/^\S/.test(line.text) && !title) return 'refused';
    if (!section || line.text.trim() === '' || section.excerpt.size >= MOST_LINES) return 'more';
    const isMessage = !title && section.message === undefined;
    if (title) section.name = title['name'] as string;
    if (title && /# (?:TODO|SKIP)/i.test(title['rest'] as string)) section.isTodo = true;
    if (isMessage) section.message = line.text.trim().slice(0, 1000);
    section.excerpt.add(line, isMessage || title !== undefined);
    return 'more';
  }

  end(): Findings {
    return {
      failures: this.#sections.filter((section) => section.message !== undefined && !section.isTodo).map(specFailure),
    };
  }
}

function specFailure(section: Section): Failure {
  const message = section.message as string;
  const exception = /^([A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: /.exec(message)?.[1];
  return section.excerpt.failure({
    tool: 'node',
    kind: 'test',
    message,
    location: section.location,
    ...(section.name && { name: section.name }),
    ...(exception && { code: exception }),
    facts: { runner: 'node:test', ...(exception && { exception }) },
  });
}
