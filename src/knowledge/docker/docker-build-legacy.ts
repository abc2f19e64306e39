import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { isEngineAnswer } from './docker-cli.js';
import { failedRun, roleOfRun } from './docker-step.js';

/**
 * The builder before BuildKit: `Step 3/5 : RUN …` and, as the last line, what stopped it. A failed RUN says `The command
 * '…' returned a non-zero code: 1`; Compose v1 puts `Service 'web' failed to build : ` in front. The messages are those of
 * the daemon's builder (builder/dockerfile in moby) and of the client's context checks.
 */
export const dockerBuildLegacy: Parser = {
  name: 'docker-build-legacy',
  anchors: [
    'returned a non-zero code: ',
    'COPY failed: ',
    'ADD failed: ',
    'unable to prepare context: ',
    'error checking context: ',
    'dockerfile parse error line ',
    'should not be blank',
    'manifest for ',
    'requires BuildKit',
    'Error building docker image: ',
    'nknown flag: ',
    ' flag specified: ',
    'a value on flag: ',
    "' failed to build",
    'failed to process "',
    'OCI runtime create failed: ',
  ],
  start(line, before) {
    const said = withoutSpeaker(line.text);
    const run = said.startsWith('The command ') ? failedRun(said) : undefined;
    if (run?.exitCode !== undefined) return stated(runFailure(line, before, run.command, run.exitCode));
    return isLastWord(said, before) || isOfService(line.text) ? stated(buildFailure(line, before, said)) : undefined;
  },
};

/** Who speaks, as the client, the daemon, Compose v1 and CI plugins put it in front. */
function withoutSpeaker(text: string): string {
  let rest = text;
  for (let depth = 0; depth < 4; depth++) {
    const speaker =
      /^(?:##\[error\]|ERROR: (?=\S)|error: |Error: |failed to build: |Error response from daemon: |Error building docker image: |Service '?[\w.-]{1,80}'? failed to build ?: )/.exec(
        rest,
      );
    if (!speaker) break;
    rest = rest.slice(speaker[0].length);
  }
  return rest;
}

const ALWAYS =
  /^(?:COPY failed: |ADD failed: |unable to prepare context: |error checking context: |dockerfile parse error line \d|the --\w{1,20} option requires BuildKit)/i;
/** Words other programs may print too: only at the end of a step. */
const IN_STEP =
  /^(?:[Uu]nknown flag: |[Dd]uplicate flag specified: |[Mm]issing a value on flag: |[Ee]xpecting boolean value for flag |base name \(.{0,300}\) should not be blank|manifest for \S{1,300} not found|failed to process "|OCI runtime create failed: )/;

function isLastWord(said: string, before: readonly Line[]): boolean {
  return ALWAYS.test(said) || (IN_STEP.test(said) && before.some((line) => STEP.test(line.text)));
}

/** Compose v1 names the service whose image could not be built, and hands on whatever its builder said last. */
const OF_SERVICE = /^(?:ERROR: )?Service '[\w.-]{1,80}' failed to build ?: (?!Build failed$)\S/;

function isOfService(text: string): boolean {
  return OF_SERVICE.test(text) && !isEngineAnswer(text);
}

const STEP = /^Step (\d{1,3})(?:\/\d{1,3})? : (.{1,1000})/;

/** The lines since the last step began, and that step. */
function step(before: readonly Line[]): { lines: readonly Line[]; title?: string } {
  const at = before.findLastIndex((line) => STEP.test(line.text));
  if (at < 0) return { lines: before.slice(-40) };
  const title = before[at]?.text.slice(0, 200);
  return { lines: before.slice(at), ...(title !== undefined && { title }) };
}

function runFailure(line: Line, before: readonly Line[], command: string, exitCode: number): Failure {
  const { lines, title } = step(before);
  const excerpt = new Excerpt();
  for (const earlier of lines) excerpt.add(earlier);
  excerpt.add(line, true);
  const facts = { exitCode, ...(title !== undefined && { step: title }) };
  const message = `RUN ${command} ended with exit code ${exitCode}`;
  return excerpt.failure({
    tool: 'docker',
    kind: 'build-step',
    role: roleOfRun(exitCode, lines),
    name: command,
    code: String(exitCode),
    message,
    facts,
  });
}

function buildFailure(line: Line, before: readonly Line[], said: string): Failure {
  const { lines, title } = step(before);
  const excerpt = new Excerpt();
  if (title !== undefined) for (const earlier of lines) excerpt.add(earlier);
  excerpt.add(line, true);
  const parseError = /^dockerfile parse error (?:on )?line (\d{1,5}):/i.exec(said);
  const location = parseError && { location: { file: 'Dockerfile', line: Number(parseError[1]) } };
  return excerpt.failure({
    tool: 'docker',
    kind: 'build',
    message: said.slice(0, 1000),
    facts: title ? { step: title } : {},
    ...(title && { name: title }),
    ...location,
  });
}
