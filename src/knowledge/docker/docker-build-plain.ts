import type { Failure, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { withNumber } from '../../core/parse/anchors.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Nearby, Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { BrokenCommand } from './broken-command.js';
import { isNoFailure, stepFailed } from './docker-build-failure.js';
import { shortCommand } from './docker-step.js';

const STEP_DONE = withNumber('DONE ');

/**
 * BuildKit's plain progress, from `docker build`, `docker buildx`, `docker compose build` and the build-push action.
 * A step that fails says so in its own stream (`#12 ERROR: …`, here channel `#12`); after the last step the client
 * repeats it with an excerpt of the Dockerfile and `ERROR: failed to solve: …` (channel of the whole output).
 */
export const dockerBuildPlain: Parser = {
  name: 'docker-build-plain',
  anchors: [
    ...STEP_DONE,
    'error: ',
    'failed to solve',
    'executor failed running [',
    'did not complete successfully: ',
    'failed to compute cache key: ',
    'failed to receive status: ',
  ],
  goodNews: STEP_DONE,
  start(line, before, nearby) {
    const success = stepDone(line, nearby ?? ((channel, holding) => among(before, channel, holding)));
    if (success) return stated(undefined, success);
    if (isStepError(line)) {
      const failure = stepFailure(line, before);
      return failure && stated(failure);
    }
    const said = innermost(withoutSpeaker(line.text));
    const broken = BrokenCommand.of(line, said, (lines, message) => endOfBuild(lines, before, message));
    if (broken !== undefined) return broken;
    const failure = buildFailure(line, before);
    return failure && stated(failure);
  },
};

const STEP_ERROR = 'ERROR: ';

/** `#12 ERROR: …` is BuildKit's own word; `#12 3.8 ERROR: …` was printed by what runs in the step. */
function isStepError(line: Line): boolean {
  if (!line.text.startsWith(STEP_ERROR)) return false;
  const step = line.channel.slice(line.channel.lastIndexOf('/') + 1);
  return step.startsWith('#') && line.printed.includes(`${step} ${STEP_ERROR}`);
}

/** `#12 DONE 3.1s`: whatever looked like a failure in that step's output was none. */
function stepDone(line: Line, nearby: Nearby): Recovery[] | undefined {
  if (!/^DONE \d{1,6}\.\ds$/.test(line.text)) return undefined;
  const step = line.channel.slice(line.channel.lastIndexOf('/') + 1);
  if (!step.startsWith('#') || !line.printed.includes(`${step} DONE `)) return undefined;
  const title = titleOf(step, line, nearby);
  const ownNoise: Recovery = { channel: line.channel, line: line.number, ...(title && { since: title.number }) };
  // The same step in a build that began after that one had failed: it was tried again.
  const command = title && /\] RUN (?:--\S{1,200} ){0,8}(.{1,1000})/.exec(title.text)?.[1];
  const failedBuild = command && lastFailedBuild(nearby);
  const isRetry = command && failedBuild && title.number > failedBuild.number;
  return isRetry ? [ownNoise, { tool: 'docker', name: shortCommand(command), line: line.number }] : [ownNoise];
}

/** The line a step began with. A build may print thousands of lines for a step: only those that may be it are looked at. */
function titleOf(step: string, { channel }: Line, nearby: Nearby): Line | undefined {
  for (const words of TITLES) {
    const title = nearby(channel, `${step} ${words}`).findLast(({ text }) => isTitle(text));
    if (title !== undefined) return title;
  }
  return undefined;
}

/** What `nearby` gives, where only the lines before are at hand. */
function among(lines: readonly Line[], channel: string, holding = ''): readonly Line[] {
  return lines.filter((line) => line.channel === channel && line.printed.includes(holding));
}

function lastFailedBuild(nearby: Nearby): Line | undefined {
  return FAILED_BUILDS.flatMap((words) => nearby('', words))
    .sort((a, b) => a.number - b.number)
    .at(-1);
}

/** The failure of one step, with what the step printed before (as far as it is at hand). */
function stepFailure(line: Line, before: readonly Line[]): Failure | undefined {
  const titleAt = before.findLastIndex((earlier) => isTitle(earlier.text));
  const title = before[titleAt]?.text ?? '';
  const message = line.text.slice(STEP_ERROR.length);
  if (isNoFailure(title, message)) return undefined;
  const excerpt = new Excerpt();
  for (const earlier of titleAt < 0 ? before : before.slice(titleAt)) excerpt.add(earlier);
  excerpt.add(line, true);
  return stepFailed(excerpt, message, title, undefined);
}

/** How a title begins, see `isTitle`, and what the client says of a build that failed. */
const TITLES = ['[', 'importing ', 'exporting '];
const FAILED_BUILDS = ['failed to solve', 'executor failed running'];

/** `[stage 3/4] RUN …`, `[internal] load …`. */
function isTitle(text: string): boolean {
  return (
    /^\[(?:[\w./-]{1,80} )?(?:\d{1,3}\/\d{1,3}|[ \d]\d\/\d\d|internal|auth)\] /.test(text) ||
    /^(?:importing|exporting) /.test(text)
  );
}

/** Where the client's last words start, after `ERROR: ` and the like. Each is followed by the reason. */
const LAST_WORDS = [
  'failed to build: ',
  'failed to solve: ',
  'failed to solve with frontend dockerfile.v0: ',
  'failed to receive status: ',
  'executor failed running [',
  'failed to compute cache key: ',
  'process "',
];

/** What the client says after the last step. */
function buildFailure(line: Line, before: readonly Line[]): Failure | undefined {
  const said = withoutSpeaker(line.text);
  if (!LAST_WORDS.some((words) => said.startsWith(words))) return undefined;
  if (said.startsWith('process "') && !said.includes('" did not complete successfully: ')) return undefined;
  const message = innermost(said);
  // With a --tag, --output or context that is wrong the client's own message follows; those are the command line's.
  if (said.startsWith('failed to build: ') && isMisuse(message)) return undefined;
  return endOfBuild([line], before, message);
}

/** @param lines those in which the client says it */
function endOfBuild(lines: readonly Line[], before: readonly Line[], message: string): Failure {
  const block = before.slice(startOfBlock(before));
  const excerpt = new Excerpt();
  for (const earlier of block) excerpt.add(earlier);
  for (const line of lines) excerpt.add(line, line === lines[0] || line === lines.at(-1));
  const title =
    block
      .find((earlier) => earlier.text.startsWith(' > '))
      ?.text.slice(3)
      .replace(/:$/, '') ?? '';
  return stepFailed(excerpt, message, title, locationIn(block) ?? parseErrorLocation(message));
}

/** `ERROR: `, `##[error]buildx failed with: ERROR: `, `target web: ` name who speaks, not what happened. */
function withoutSpeaker(text: string): string {
  let rest = text;
  for (let depth = 0; depth < 5; depth++) {
    const speaker =
      /^(?:##\[error\]|Error: |ERROR: |error: |buildx (?:bake |call )?failed with: |target [\w.@/-]{1,100}: |failed to execute bake: |Service '?[\w.-]{1,80}'? failed to build ?: )/.exec(
        rest,
      );
    if (!speaker) break;
    rest = rest.slice(speaker[0].length);
  }
  return rest;
}

/** The reason inside `failed to build: failed to solve: rpc error: code = Unknown desc = …`. */
function innermost(said: string): string {
  let rest = said;
  for (let depth = 0; depth < 8; depth++) {
    const wrapper =
      /^(?:failed to build: |failed to solve(?: with frontend [\w.-]{1,40})?: |failed to receive status: |failed to (?:create|build) LLB(?: definition)?: |failed to compute cache key: |rpc error: code = \w{1,20} desc = |error reading from server: )/.exec(
        rest,
      );
    if (!wrapper) break;
    rest = rest.slice(wrapper[0].length);
  }
  return rest;
}

function isMisuse(message: string): boolean {
  return /^(?:invalid tag |invalid reference|unable to prepare context|resolve ?: |Cannot connect|failed to connect to the docker API|error during connect|permission denied while)/.test(
    message,
  );
}

/** Index in `before` of the ` > [stage 3/4] RUN …:` section or the Dockerfile's excerpt, whichever is first and near. */
function startOfBlock(before: readonly Line[]): number {
  const section = before.findLastIndex((line) => line.text.startsWith(' > '));
  if (section >= 0) return section;
  const excerpt = before.findLastIndex((line) => DOCKERFILE_LINE.test(line.text));
  return excerpt >= 0 && before.length - excerpt < 25 ? excerpt : before.length;
}

const DOCKERFILE_LINE = /^(\S{1,200}):(\d{1,5})\s{0,3}$/;

function locationIn(block: readonly Line[]): Location | undefined {
  for (let i = block.length - 1; i > 0; i--) {
    if (!/^-{10,40}\s{0,3}$/.test(block[i]?.text ?? '')) continue;
    for (let j = i - 1; j >= Math.max(0, i - 2); j--) {
      const stated = DOCKERFILE_LINE.exec(block[j]?.text ?? '');
      if (stated) return { file: stated[1] as string, line: Number(stated[2]) };
    }
  }
  return undefined;
}

function parseErrorLocation(message: string): Location | undefined {
  const stated = /dockerfile parse error (?:on )?line (\d{1,5}):/i.exec(message);
  return stated ? { file: 'Dockerfile', line: Number(stated[1]) } : undefined;
}
