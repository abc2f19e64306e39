import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { stepOutput } from './step-output.js';

interface End {
  readonly system: string;
  readonly text: RegExp;
  /** The words name a reason themselves. */
  readonly code?: string;
}

/** How other CI systems say that a command or a job ended badly. */
const ENDS: readonly End[] = [
  { system: 'travis', text: /^The command "(?<command>.{0,500}?)" (?:failed and )?exited with (?<code>[1-9]\d*)/ },
  { system: 'travis', text: /^The command "(?<command>.{0,500}?)" failed \d+ times/ },
  { system: 'travis', text: /^Done\. Your build exited with (?<code>[1-9]\d*)/ },
  { system: 'travis', text: /^No output has been received in the last \d+ ?m(?:inutes)?/, code: 'timeout' },
  { system: 'travis', text: /^The job exceeded the maximum (?:time limit|log length)/, code: 'timeout' },
  { system: 'gitlab', text: /^ERROR: Job failed: execution took longer than/, code: 'timeout' },
  {
    system: 'gitlab',
    text: /^ERROR: Job failed(?: \(system failure\))?: (?:.{0,200}exit (?:code|status) (?<code>[1-9]\d*))?/,
  },
  { system: 'circleci', text: /^Exited with code exit status (?<code>[1-9]\d*)/ },
  { system: 'circleci', text: /^Too long with no output \(exceeded/, code: 'timeout' },
  { system: 'jenkins', text: /^Finished: (?:FAILURE|UNSTABLE|ABORTED)\b/ },
  { system: 'jenkins', text: /^ERROR: script returned exit code (?<code>[1-9]\d*)/ },
  { system: 'appveyor', text: /^Command exited with code (?<code>[1-9]\d*)/ },
  { system: 'buildkite', text: /^(?:🚨 )?Error: The command exited with status (?<code>[1-9]\d*)/ },
  { system: 'vercel', text: /^Error: Command "(?<command>.{0,500}?)" exited with (?<code>[1-9]\d*)/ },
  {
    system: 'netlify',
    text: /^(?:Failing build: )?Failed during stage '[^']{1,60}': Build script returned non-zero exit code: (?<code>[1-9]\d*)/,
  },
  {
    system: 'cloudflare',
    text: /^Failed: (?:[Ee]rror while executing user command|build command exited)\b.{0,60}code: (?<code>[1-9]\d*)/,
  },
  {
    system: 'cloud-build',
    text: /^ERROR: build step \d{1,3} ".{0,300}" failed: .{0,60}non-zero status: (?<code>[1-9]\d*)/,
  },
];

/** The last words of Travis, GitLab, CircleCI, Jenkins, AppVeyor, Buildkite and the hosts Vercel, Netlify, Cloudflare and Cloud Build about a failed command or job. */
export const ciEnd: Parser = {
  name: 'ci-end',
  anchors: [
    'exited with',
    '" failed ',
    'ERROR: Job failed',
    'Exited with code exit status',
    'Build script returned non-zero exit code',
    'Failed: build command exited',
    'Finished: FAILURE',
    'Finished: UNSTABLE',
    'Finished: ABORTED',
    'script returned exit code',
    'Too long with no output',
    'No output has been received',
    'The job exceeded the maximum',
  ],
  start(line, before) {
    for (const end of ENDS) {
      const match = end.text.exec(line.text);
      if (match) return new EndReading(line, before, end, match);
    }
    return undefined;
  },
};

class EndReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #end: End;
  readonly #exitCode: number;
  readonly #command: string | undefined;
  readonly #text: string;

  constructor(line: Line, before: readonly Line[], end: End, match: RegExpExecArray) {
    const output = stepOutput(before, line.step);
    for (const each of output) this.#excerpt.add(each);
    this.#excerpt.add(line, true);
    this.#end = end;
    this.#exitCode = Number(match.groups?.['code']);
    this.#command = match.groups?.['command'];
    this.#text = line.text;
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    const { system, code } = this.#end;
    const failure = this.#excerpt.failure({
      tool: 'log',
      kind: 'ci',
      role: code === undefined ? 'wrapper' : 'cause',
      message: this.#text.trim().slice(0, 500),
      ...(this.#command && { name: this.#command }),
      ...(code && { code }),
      facts: { system, ...(Number.isFinite(this.#exitCode) && { exitCode: this.#exitCode }) },
    });
    return { failures: [failure] };
  }
}
