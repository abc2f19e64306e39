import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** `black....................................Failed` (pre-commit and prek). */
const HOOK = /^(?<name>[\w][\w .:()/+-]{0,90}?)\.{2,100}(?:\(no files to check\))?Failed$/;
const NEXT = /^[\w][\w .:()/+-]{0,90}?\.{2,100}.{0,40}(?:Passed|Skipped|Failed)$/;
const MOST_LINES = 400;

/** A hook that pre-commit ran and that failed, with what the hook printed. Its own tool's failures inside say more. */
export const preCommit: Parser = {
  name: 'pre-commit',
  anchors: ['...Failed', '..Failed'],
  start(line) {
    const name = HOOK.exec(line.text)?.groups?.['name'];
    return name === undefined ? undefined : new HookReading(line, name);
  },
};

class HookReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  #id: string | undefined;
  #exitCode: number | undefined;
  #isModified = false;

  constructor(line: Line, name: string) {
    this.#excerpt.add(line, true);
    this.#name = name;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (NEXT.test(text) || text.startsWith('##[') || this.#excerpt.size > MOST_LINES) return 'refused';
    const field = /^- (?<key>hook id|exit code|files were modified by this hook)(?:: (?<value>.{1,100}))?$/.exec(
      text,
    )?.groups;
    if (this.#excerpt.size === 1 && field === undefined) return 'refused';
    if (field?.['key'] === 'hook id') this.#id = field['value'];
    if (field?.['key'] === 'exit code') this.#exitCode = Number(field['value']);
    if (field?.['key']?.startsWith('files')) this.#isModified = true;
    this.#excerpt.add(line, field !== undefined);
    return 'more';
  }

  end() {
    if (this.#id === undefined) return { failures: [] };
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: this.#isModified ? 'format' : 'lint',
      role: 'wrapper',
      name: this.#id,
      code: 'pre-commit',
      message: this.#isModified ? `${this.#name} changed files` : `${this.#name} failed`,
      facts: this.#exitCode === undefined ? {} : { exitCode: this.#exitCode },
    });
    return { failures: [failure] };
  }
}
