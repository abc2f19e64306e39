import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { AnsibleRecord } from './ansible-record.js';

/** `fatal: [host]: FAILED! => {…}`, of a loop's item `failed: [host] (item=x) => {…}`, before Ansible 2 `failed: [host] => {…}`. */
const FAILED =
  /^(?:fatal|failed): \[(?<host>[^\]]{1,300})\](?: \(item=(?<item>.{0,300}?)\))?:? ?(?:(?<how>FAILED|UNREACHABLE)! )?=> ?(?<record>.{0,100000})$/;
const TASK = /^(?:TASK|RUNNING HANDLER):? \[(?<task>.{1,300})\] ?\*{0,300}\s{0,3}$/;
const PLAY = /^PLAY:? \[.{0,300}\] ?\*{3}/;
const RECAP =
  /^(?<host>\S{1,300}) {1,60}: ok=\d{1,6} .{0,120}\bunreachable=(?<unreachable>\d{1,6})\b.{0,60}\bfailed=(?<failed>\d{1,6})\b/;
/** Of a loop whose items were told one by one. */
const ITEMS = /^(?:All items completed|One or more items failed)$/;
const MOST_TASKS = 1000;
const MOST_LINES = 40;

/** A task that failed on a host. */
interface Told {
  readonly failure: Failure;
  readonly host: string;
  readonly run: number;
}

/**
 * Failed tasks of `ansible-playbook`, by all its runs in a text: what was ignored or rescued is none, and of a host that a later
 * run reached only that run counts.
 */
export const ansible: Parser = {
  name: 'ansible',
  anchors: ['FAILED! =>', 'UNREACHABLE! =>', 'failed: ['],
  wakes: ['PLAY [', 'PLAY: [', 'PLAY RECAP', ' unreachable=', 'TASK [', 'TASK: [', 'HANDLER [', '...ignoring'],
  start(line, before) {
    if (!FAILED.test(line.text)) return undefined;
    const session = new Session(before);
    session.next(line);
    return session;
  },
};

class Session implements Reading {
  #told: Told[] = [];
  #open: Task | undefined;
  #task: string | undefined;
  #run = 0;
  #isOver = false;

  constructor(before: readonly Line[]) {
    this.#task = before.map(({ text }) => TASK.exec(text)?.groups?.['task']).findLast((task) => task !== undefined);
  }

  get dozes(): boolean {
    return this.#open === undefined;
  }

  next(line: Line): 'more' {
    const { text } = line;
    if (this.#open?.takes(line)) return 'more';
    this.#close(text.startsWith('...ignoring'));
    const failed = FAILED.exec(text)?.groups;
    if (failed) this.#open = new Task(line, failed, this.#task);
    else if (PLAY.test(text)) this.#begin();
    else this.#hear(text);
    return 'more';
  }

  end(): Findings {
    this.#close(false);
    return { failures: this.#told.map(({ failure }) => failure) };
  }

  /** A play after the recap of the last one is another run. */
  #begin(): void {
    if (this.#isOver) this.#run++;
    this.#isOver = false;
  }

  #hear(text: string): void {
    this.#task = TASK.exec(text)?.groups?.['task'] ?? this.#task;
    const recap = RECAP.exec(text)?.groups;
    if (recap === undefined) return;
    this.#isOver = true;
    const isWell = recap['failed'] === '0' && recap['unreachable'] === '0';
    this.#forget(recap['host'] as string, isWell ? this.#run + 1 : this.#run);
  }

  #close(isIgnored: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || isIgnored || this.#told.length >= MOST_TASKS) return;
    const isSum = ITEMS.test(open.message ?? '') && this.#told.some(({ host }) => host === open.host);
    this.#forget(open.host, this.#run);
    if (!isSum) this.#told.push({ failure: open.failure(), host: open.host, run: this.#run });
  }

  /** Drops what earlier runs told of a host. */
  #forget(of: string, before: number): void {
    this.#told = this.#told.filter(({ host, run }) => host !== of || run >= before);
  }
}

/** One task on one host, with the record below it where that is not on the same line. */
class Task {
  readonly host: string;
  readonly #excerpt = new Excerpt();
  readonly #task: string | undefined;
  readonly #how: string;
  readonly #record: AnsibleRecord;

  constructor(line: Line, groups: Record<string, string | undefined>, task: string | undefined) {
    this.host = (groups['host'] as string).replace(/ -> .{1,300}$/, '');
    this.#task = task;
    this.#how = groups['how'] === 'UNREACHABLE' ? 'unreachable' : 'failed';
    this.#record = new AnsibleRecord(groups['record'] ?? '');
    this.#excerpt.add(line, true);
  }

  get message(): string | undefined {
    return this.#record.message;
  }

  /** Takes the lines of the record, set in below the arrow or, before Ansible 2, in no way at all. */
  takes(line: Line): boolean {
    const { text } = line;
    if (!/^(?:\s+\S|[\]}]\s*$|(?:msg|stderr): )/.test(text) || this.#excerpt.size > MOST_LINES) return false;
    this.#excerpt.add(line, this.#record.take(text));
    return true;
  }

  failure(): Failure {
    const message = this.message ?? `${this.#task ?? 'a task'} ${this.#how}`;
    return this.#excerpt.failure({
      tool: 'cloud',
      kind: 'command',
      code: 'ansible',
      name: this.#task ?? this.host,
      message: message.slice(0, 1000),
      facts: { host: this.host, how: this.#how },
    });
  }
}
