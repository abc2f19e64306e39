import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

interface Complaint {
  readonly code: string;
  readonly text: RegExp;
}

/** Wordings of bash, dash, busybox ash, zsh and env. */
const COMPLAINTS: readonly Complaint[] = [
  { code: '127', text: /^(?:\S{1,200}: )?(?:line )?(?:\d{1,6}: )?(?<name>[^\s:]{1,200}): (?:command )?not found$/ },
  { code: '127', text: /^\S{1,200}: (?:line )?\d{1,6}: (?<name>[^\s:]{1,200}): (?:command )?not found$/ },
  { code: '127', text: /^(?:\S{1,60}: )?command not found: (?<name>[^\s:]{1,200})$/ },
  { code: '127', text: /^(?:\/usr\/bin\/)?env: [‘'"]?(?<name>[^\s:’'"]{1,200})[’'"]?: No such file or directory$/ },
  { code: '127', text: /^\S{1,200}: (?:line )?\d{1,6}: (?<name>[^\s:]{1,300}): No such file or directory$/ },
  { code: '126', text: /^\S{1,200}: (?:line )?\d{1,6}: (?<name>[^\s:]{1,300}): Permission denied$/ },
  { code: '126', text: /^\S{1,200}: (?:line )?\d{1,6}: (?<name>[^\s:]{1,300}): cannot execute(?:: |\b).{0,100}$/ },
  {
    code: 'unbound',
    text: /^\S{1,200}: (?:line )?\d{1,6}: (?<name>[A-Za-z_]\w{0,100}): (?:unbound variable|parameter not set)$/,
  },
  {
    code: 'syntax',
    text: /^\S{1,200}: (?:-c: )?(?:line )?\d{1,6}: (?:syntax error|unexpected EOF|Syntax error).{0,300}$/,
  },
  { code: 'ENOSPC', text: /^.{1,400}: No space left on device$/ },
  { code: 'killed', text: /^\S{1,200}: (?:line )?\d{1,6}:\s{1,6}\d{1,8} Killed\s.{0,500}$/ },
  { code: 'killed', text: /^Killed$/ },
  {
    code: 'crashed',
    text: /^\S{1,200}: (?:line )?\d{1,6}:\s{1,6}\d{1,8} (?<name>Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)\s.{0,500}$/,
  },
  { code: 'crashed', text: /^(?<name>Segmentation fault|Aborted|Bus error|Illegal instruction)(?: \(core dumped\))?$/ },
];
/** Something that has to follow soon, or the script went on. */
const PATIENCE = 6;
const MOST = 20;

/** What a shell says of a command it could not run. Scripts survive such lines often: they count when something says soon after that the command failed, or nothing follows. */
export const shell: Parser = {
  name: 'shell',
  anchors: [
    ': not found',
    'command not found',
    'No such file or directory',
    'Permission denied',
    'cannot execute',
    'unbound variable',
    'parameter not set',
    'syntax error',
    'unexpected EOF',
    'Killed',
    'No space left on device',
    'Segmentation fault',
    'Aborted',
    'Bus error',
    'Illegal instruction',
    'Floating point exception',
  ],
  start(line) {
    return complaint(line.text) ? new ShellReading(line) : undefined;
  },
};

function complaint(text: string): { code: string; name: string | undefined } | undefined {
  for (const { code, text: expression } of COMPLAINTS) {
    const match = expression.exec(text);
    if (
      match &&
      !/^(?:error|warning|E|W|npm|fatal|ERROR|Error|python|ls|cat|cp|mv|rm|grep|find|cd|touch|mkdir|stat|tar|sed|head|tail)$/.test(
        match.groups?.['name'] ?? '',
      ) &&
      (code === 'ENOSPC' ||
        !/^(?:error|warning|fatal|ERROR|Error|ls|cat|cp|mv|rm|grep|find|touch|mkdir|stat|tar|sed|head|tail): /.test(
          text,
        ))
    ) {
      return { code, name: match.groups?.['name'] };
    }
  }
  return undefined;
}

class ShellReading implements Reading {
  readonly #failures: Failure[] = [];
  readonly #aftermath = new Aftermath(PATIENCE);
  #outcome: 'failed' | 'passed' | 'open' = 'open';

  constructor(line: Line) {
    this.#take(line);
  }

  next(line: Line): 'more' | 'refused' {
    if (complaint(line.text) && this.#failures.length < MOST) {
      this.#take(line);
      this.#aftermath.restart();
      return 'more';
    }
    this.#outcome = this.#aftermath.judge(line.text);
    return this.#outcome === 'open' ? 'more' : 'refused';
  }

  end(): Findings {
    return { failures: this.#outcome === 'passed' ? [] : this.#failures };
  }

  #take(line: Line): void {
    const said = complaint(line.text);
    if (!said) return;
    const exitCode = Number(said.code);
    const isSignal = said.code === 'killed' || said.code === 'crashed';
    this.#failures.push(
      new Excerpt().add(line, true).failure({
        tool: 'shell',
        kind: isSignal ? 'signal' : 'command',
        // Of a program that died, its own last words say more than the shell's.
        role: isSignal ? 'wrapper' : 'cause',
        code: said.code,
        message: line.text.trim().slice(0, 500),
        ...(said.name && { name: said.name }),
        facts: exitCode > 0 ? { exitCode } : {},
      }),
    );
  }
}
