import type { Clause, Condition, Pattern, Severity } from '../../core/domain/pattern.js';
import { badAdvice } from './advice.js';
import { BadExpression, checkExpression, makeClause } from './clause.js';
import { type PatternFile, patternFile } from './schema.js';
import { YamlFile, type YamlKind } from './yaml-file.js';

const KIND: YamlKind = { error: 'broken-pattern', start: 'Start with `whydunit patterns new family/name`' };

export type Example = PatternFile['examples']['match'][number];
export type CounterExample = PatternFile['examples']['no_match'][number];

type Check = Exclude<PatternFile['verify'][number], string>;

/** A pattern with the examples that prove its expressions. */
export interface ParsedPattern {
  readonly pattern: Pattern;
  readonly match: readonly Example[];
  readonly noMatch: readonly CounterExample[];
}

/**
 * Reads one pattern file.
 * @param id the pattern's id, `family/name`
 * @param path shown in errors
 * @throws KnownError `broken-pattern` that names file, line, column and what to write instead
 */
export function parsePattern(id: string, path: string, text: string): ParsedPattern {
  return new PatternReader(path, text).read(id);
}

class PatternReader {
  readonly #file: YamlFile;

  constructor(path: string, text: string) {
    this.#file = new YamlFile(path, text, KIND);
  }

  read(id: string): ParsedPattern {
    const content = this.#file.check(patternFile);
    const [bad] = badAdvice(content);
    if (bad !== undefined) throw this.#file.errorAt(bad.path, bad.what, bad.fix);
    return {
      pattern: this.#pattern(id, content),
      match: content.examples.match,
      noMatch: content.examples.no_match,
    };
  }

  #pattern(id: string, file: PatternFile): Pattern {
    const { when } = file;
    if (
      when.all.length + when.any.length + when.codes.length + when.kinds.length + Object.keys(when.facts).length ===
      0
    ) {
      throw this.#file.errorAt(
        ['when'],
        'The pattern would match everything',
        "Give it 'all', 'any', 'codes', 'facts' or 'kinds'",
      );
    }
    const list = (key: 'all' | 'any' | 'none'): Clause[] =>
      when[key].map((expression, index) => this.#clause(['when', key, index], expression));
    return {
      id,
      title: file.title,
      ...severities(file.severity),
      cause: file.cause,
      status: file.status,
      when: {
        tools: when.tools,
        kinds: when.kinds,
        codes: when.codes,
        all: list('all'),
        any: list('any'),
        none: list('none'),
        ...(when.within !== undefined && { within: when.within }),
        facts: when.facts,
        ...(when.loose !== undefined && { loose: when.loose }),
        ...(when.missing !== '' && { missing: this.#clause(['when', 'missing'], when.missing) }),
      },
      explains: file.explains,
      yieldsTo: file.yields_to,
      groupBy: file.group_by,
      rootCause: file.root_cause.trim(),
      fix: file.fix.map((fix, index) => ({
        ...this.#condition(['fix', index], fix),
        text: fix.text.trim(),
        ...(fix.run !== undefined && { run: fix.run.trimEnd() }),
        ...(fix.code !== undefined && { code: fix.code.trimEnd() }),
        ...(fix.language !== undefined && { language: fix.language }),
        ...(fix.destructive && { destructive: true as const }),
      })),
      verify: file.verify.map((check, index) =>
        typeof check === 'string' ? check : { ...this.#condition(['verify', index], check), run: check.run },
      ),
      ...(file.hypotheses.length > 0 && {
        hypotheses: file.hypotheses.map(({ text, check }) => ({
          text: text.trim(),
          ...(check !== undefined && { check }),
        })),
      }),
      prevention: file.prevention,
      preserve: file.preserve,
      see: file.see,
    };
  }

  #condition(path: readonly (string | number)[], { on, off, says }: PatternFile['fix'][number] | Check): Condition {
    return {
      ...(on && { on }),
      ...(off && { off }),
      ...(says !== undefined && { says: this.#words([...path, 'says'], says) }),
    };
  }

  /** It is tried on the few lines of a failure that is known already: no line need be found by it. */
  #words(path: readonly (string | number)[], expression: string): Clause {
    return this.#checked(path, expression, () => {
      checkExpression(expression);
      return { expression, literals: [] };
    });
  }

  #clause(path: readonly (string | number)[], expression: string): Clause {
    return this.#checked(path, expression, () => makeClause(expression));
  }

  #checked(path: readonly (string | number)[], expression: string, make: () => Clause): Clause {
    try {
      return make();
    } catch (error) {
      if (error instanceof BadExpression)
        throw this.#file.errorAt(path, `Expression '${expression.slice(0, 80)}': ${error.message}`);
      throw error;
    }
  }
}

function severities(severity: PatternFile['severity']): Pick<Pattern, 'severity' | 'severityAt'> {
  if (typeof severity === 'string') return { severity };
  const [worst] = Object.values(severity).sort();
  return { severity: worst as Severity, severityAt: severity };
}
