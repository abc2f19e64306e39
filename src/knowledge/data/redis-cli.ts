import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type Asked, asked, valuesOf } from './redis-answer.js';
import { type Finding, judge } from './redis-finding.js';

/** Lines of one answer that are read; a longer one says the same many times. */
const LONGEST_ANSWER = 400;
/** How many lines without a question end a session. */
const PATIENCE = 40;
/** For a missing key the server has no word of its own. */
const NO_KEY = 'ERR no such key';
/** The server's words for what it refuses. */
const CODES: readonly string[] = [
  'NOGROUP',
  'WRONGTYPE',
  'BUSYGROUP',
  'NOAUTH',
  'WRONGPASS',
  'NOPERM',
  'OOM',
  'MISCONF',
  'READONLY',
  'CLUSTERDOWN',
  'MASTERDOWN',
];
const REFUSED = /^\s{0,16}(?:\(error\) )?(([A-Z]{2,20}) [^'"]{0,40}.{3,500})$/;
const REMOVES = /^(?:DEL|UNLINK|GETDEL|P?EXPIRE(?:AT)?|RENAME(?:NX)?)$/;
const UNREACHABLE = /^\s{0,16}Could not connect to (?:Redis|Valkey) at (\S{1,200}): (.{1,200})$/;

/**
 * Saved answers of `redis-cli`, typed at its prompt or called from a shell that echoes its commands. What a later answer
 * to the same question takes back was repaired.
 */
export const redisCli: Parser = {
  name: 'redis-cli',
  anchors: [
    'redis-cli ',
    'valkey-cli ',
    '> TTL ',
    '> PTTL ',
    '> EXPIRETIME ',
    '> PEXPIRETIME ',
    '> XPENDING ',
    '> XINFO ',
    '> EXISTS ',
    ...CODES.map((code) => `(error) ${code} `),
    `(error) ${NO_KEY}`,
    'Could not connect to Redis at ',
    'Could not connect to Valkey at ',
  ],
  start(line, before) {
    const questions = before.flatMap((earlier) => asked(earlier) ?? []);
    if (asked(line) || UNREACHABLE.test(line.text)) return new Session(line, questions);
    return questions.length > 0 && refusedIn(line.text) ? new Session(line, questions, true) : undefined;
  },
};

/** What the server refused, in its words. */
function refusedIn(text: string): { readonly code: string; readonly message: string } | undefined {
  const [, message = '', code = ''] = REFUSED.exec(text) ?? [];
  return CODES.includes(code) || message === NO_KEY ? { code, message } : undefined;
}

class Session implements Reading {
  readonly #first: Line;
  readonly #failures: Failure[] = [];
  readonly #recoveries: Recovery[] = [];
  #question: Asked | undefined;
  #answer: Line[] = [];
  #unreachable: { line: Line; address: string; problem: string } | undefined;
  #left = PATIENCE;
  /** Keys that were deleted on purpose; `*` for all. */
  readonly #removed = new Set<string>();

  /** @param before what was asked before; the last of it where `line` is its answer */
  constructor(line: Line, before: readonly Asked[], isAnswer = false) {
    this.#first = line;
    for (const question of before) this.#remove(question);
    if (isAnswer) this.#question = before.at(-1);
    this.next(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const question = asked(line);
    this.#left = question ? PATIENCE : this.#left - (this.#answer.length < LONGEST_ANSWER && isAnswer(line) ? 0 : 1);
    if (this.#left <= 0) return 'refused';
    if (question) {
      this.#settle();
      this.#question = question;
    } else if (this.#question && this.#answer.length < LONGEST_ANSWER) this.#answer.push(line);
    this.#reach(line);
    return 'more';
  }

  end(): Findings {
    this.#settle();
    const gone = this.#unreachable;
    if (gone) this.#failures.push(refusal(gone.line, undefined, 'ECONNREFUSED', `${gone.address}: ${gone.problem}`));
    return { failures: this.#failures, recoveries: this.#recoveries };
  }

  /** Scripts ask until the server is up: only silence afterwards, or the prompt that says so, is a failure. */
  #reach(line: Line): void {
    const { text } = line;
    const [, address, problem] = UNREACHABLE.exec(text) ?? [];
    if (address !== undefined && problem !== undefined) this.#unreachable = { line, address, problem };
    else if (text.trim() !== '' && !text.startsWith('not connected>')) this.#unreachable = undefined;
  }

  #settle(): void {
    const question = this.#question;
    const [first] = this.#answer;
    if (question && first) {
      const said = refusedIn(first.text);
      const name = question.words.join(' ');
      if (!said) this.#judged(question);
      // In a script that makes what it needs the group may be there already.
      else if (said.code !== 'BUSYGROUP' || question.isPrompt)
        this.#failures.push(refusal(first, question, said.code, said.message));
      if (!said && !UNREACHABLE.test(first.text)) this.#good(name, first);
    }
    this.#question = undefined;
    this.#answer = [];
  }

  #judged(question: Asked): void {
    this.#remove(question);
    for (const finding of judge(
      question.words,
      this.#answer.map(({ text }) => valuesOf(text)),
    )) {
      const { name, isGood, isAbsence, facts } = finding;
      if (isGood && !(facts['exists'] === 1 && this.#neverExpires(name))) this.#good(name, question.line);
      else if (isGood) continue;
      else if (!isAbsence || (question.isPrompt && !this.#removed.has(name) && !this.#removed.has('*')))
        this.#failures.push(measurement(question, this.#answer, finding));
    }
  }

  /** That a key is there takes back that it was not, never that it does not expire. */
  #neverExpires(key: string): boolean {
    return this.#failures.some(({ name, facts }) => name === key && facts['ttl'] === -1);
  }

  #remove({ words: [command = '', ...keys] }: Asked): void {
    if (REMOVES.test(command)) for (const key of keys) this.#removed.add(key);
    if (/^FLUSH(?:ALL|DB)$/.test(command)) this.#removed.add('*');
  }

  #good(name: string, line: Line): void {
    this.#recoveries.push({ tool: 'redis', name, line: line.number, since: this.#first.number });
  }
}

function isAnswer({ text }: Line): boolean {
  return /^\s{0,80}(?:\d{1,6}[)#~] |\(integer\) )/.test(text);
}

function refusal(line: Line, question: Asked | undefined, code: string, message: string): Failure {
  const excerpt = new Excerpt();
  if (question) excerpt.add(question.line);
  const name = question?.words.join(' ');
  return excerpt.add(line, true).failure({ tool: 'redis', kind: 'command', code, message, ...(name && { name }) });
}

/** For patterns the question's line says what was found, however it was put and answered; it is quoted as printed. */
function measurement(question: Asked, answer: readonly Line[], finding: Finding): Failure {
  const excerpt = new Excerpt().add({ ...question.line, text: `redis> ${finding.message}` }, true);
  for (const [index, line] of answer.slice(0, finding.lines).entries()) excerpt.add(line, index === finding.proof);
  const { name, message, facts } = finding;
  return excerpt.failure({ tool: 'redis', kind: 'measurement', name, message, facts });
}
