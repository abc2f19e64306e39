import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { unmarked } from '../../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';

const FIELDS = /^(Crate|Version|Title|Date|ID|URL|Severity|Solution|Dependency tree|Warning): +/;
const DENY =
  /^error\[(vulnerability|rejected|unlicensed|banned|duplicate|yanked|unmaintained|unsound|notice|source-not-allowed|wildcard|not-allowed|git-source-underspecified)\]: (.+)$/;
const LONGEST = 120;

/**
 * `cargo audit` (a table of fields for each advisory, `error: 1 vulnerability found!` at the end) and `cargo deny` (one diagnostic for
 * each finding). Codes: the advisory's id, or cargo-deny's sort of finding. Facts: `package`, `version`.
 * From rustsec's cargo-audit/src/presenter.rs and cargo-deny's diagnostics.
 */
export const cargoAudit: Parser = {
  name: 'cargo-audit',
  anchors: [
    'Crate:  ',
    'error[vulnerability]',
    'error[rejected]',
    'error[unlicensed]',
    'error[banned]',
    'error[yanked]',
    'error[source-not-allowed]',
    'error[unmaintained]',
    'error[unsound]',
  ],
  start(line) {
    const text = unmarked(line.text);
    if (/^Crate: {2,}\S/.test(text)) return new Advisory(line);
    const finding = DENY.exec(text);
    return finding ? new Denied(line, finding[1] as string, finding[2] as string) : undefined;
  },
};

/** The fields of one advisory. A `Warning:` field makes it no failure. */
class Advisory implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #fields = new Map<string, string>();

  constructor(line: Line) {
    this.#take(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!FIELDS.test(line.text) || line.text.startsWith('Crate:')) return 'refused';
    this.#take(line);
    return line.text.startsWith('Dependency tree') ? 'done' : 'more';
  }

  end(): Findings {
    const id = this.#fields.get('ID');
    const name = this.#fields.get('Crate');
    if (id === undefined || name === undefined || this.#fields.has('Warning')) return { failures: [] };
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'cargo',
          kind: 'lint',
          name,
          code: id,
          message: this.#fields.get('Title') ?? id,
          facts: {
            package: name,
            version: this.#fields.get('Version') ?? '',
            advisory: id,
            solution: this.#fields.get('Solution') ?? 'none yet',
          },
        }),
      ],
    };
  }

  #take(line: Line): void {
    const colon = line.text.indexOf(':');
    const field = line.text.slice(0, colon);
    this.#fields.set(field, line.text.slice(colon + 1).trim());
    this.#excerpt.add(line, field === 'Crate' || field === 'ID' || field === 'Title');
  }
}

/** One diagnostic of cargo-deny, drawn with box characters. */
class Denied implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #sort: string;
  readonly #message: string;
  #advisory: string | undefined;
  #package: string | undefined;
  #blank = false;

  constructor(line: Line, sort: string, message: string) {
    this.#sort = sort;
    this.#message = message;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text;
    if (text.trim() === '') {
      this.#blank = true;
      return 'more';
    }
    if (
      this.#excerpt.size >= LONGEST ||
      !/^\s*(?:[┌│├╭╰·=]|\d+ +│|-->|\|)/.test(text) ||
      (this.#blank && !/^\s+[│├=]/.test(text))
    )
      return 'refused';
    this.#advisory ??= /= ID: (\S{1,60})/.exec(text)?.[1];
    this.#package ??= /│ ([\w-]{1,80}) \d+\.\d+/.exec(text)?.[1];
    this.#excerpt.add(line, text.includes('= ID:'));
    return 'more';
  }

  end(): Findings {
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'cargo',
          kind: 'lint',
          code: this.#advisory ?? this.#sort,
          message: this.#message,
          facts: {
            finding: this.#sort,
            ...(this.#advisory !== undefined && { advisory: this.#advisory }),
            ...(this.#package !== undefined && { package: this.#package }),
          },
        }),
      ],
    };
  }
}
