import type { Failure, FailureKind } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { failedRun, roleOfRun } from './docker-step.js';

/** Podman and buildah, 3 to 5: `Error: …`, with the runtime's (crun, runc) and the port forwarder's words inside. */
export const podman: Parser = {
  name: 'podman',
  anchors: [
    'onnect to Podman',
    'Podman socket',
    'unable to start container ',
    'rootlessport ',
    'listen tcp ',
    'listen tcp4 ',
    'listen tcp6 ',
    'Error: crun: ',
    'Error: runc: ',
    'OCI runtime attempted to invoke',
    'OCI runtime permission denied',
    'OCI runtime error: ',
    'building at STEP ',
    'short-name ',
    'initializing source docker://',
    'creating container storage: ',
    'unable to copy from source ',
    'error running container: ',
    'no context directory and no Containerfile',
    'cannot find Containerfile or Dockerfile',
    'no Containerfile or Dockerfile',
    'starting some containers: ',
    'unable to find user ',
    'file: no such file or directory',
  ],
  start(line, before) {
    // buildah's last word may stand behind what was on the line before.
    if (!/^\s*(?:[Ee]rror: |error |Cannot connect to Podman)/.test(line.text)) return undefined;
    const said = line.text.trimStart().replace(/^[Ee]rror: (?:build error: )?/, '');
    if (/^(?:error )?building at STEP /.test(said)) return stated(stepFailure(line, before, said));
    const kind = KINDS_BY_WORDS.find(({ words }) => words.test(said))?.kind;
    return (
      kind &&
      stated(
        new Excerpt().add(line, true).failure({
          tool: 'podman',
          kind,
          role: said.startsWith('starting some containers: ') ? 'wrapper' : 'cause',
          message: said.slice(0, 1000),
        }),
      )
    );
  },
};

const KINDS_BY_WORDS: readonly { readonly words: RegExp; readonly kind: FailureKind }[] = [
  {
    words:
      /^(?:unable to connect to Podman|Cannot connect to Podman|failed to connect to Podman|.{0,60}[Cc]annot connect to Podman)/,
    kind: 'engine',
  },
  {
    words:
      /(?:rootlessport |"|: )listen (?:tcp|udp)[46]? \S{0,100}: bind: (?:address already in use|permission denied)/,
    kind: 'container',
  },
  {
    words: /^(?:crun|runc): |: OCI runtime (?:attempted|permission denied|error)|^OCI runtime error: /,
    kind: 'container',
  },
  { words: /^unable to find user \S/, kind: 'container' },
  { words: /creating container storage: the container name /, kind: 'container' },
  { words: /^(?:unable to start container |starting some containers: )/, kind: 'container' },
  {
    words:
      /^(?:creating build container: |error creating build container: )?(?:short-name |initializing source docker:\/\/|unable to copy from source |.{0,100}short-name resolution)/,
    kind: 'dependency',
  },
  { words: /^stat \/\S{1,400}\/(?:Dockerfile|Containerfile)\S{0,60}: no such file/, kind: 'build' },
  {
    words:
      /no context directory and no Containerfile|cannot find Containerfile or Dockerfile|no Containerfile or Dockerfile/,
    kind: 'build',
  },
];

/** `building at STEP "RUN make": while running runtime: exit status 2` follows from what the step printed. */
function stepFailure(line: Line, before: readonly Line[], said: string): Failure | undefined {
  const at = before.findLastIndex((earlier) => /^(?:\[\d\/\d\] )?STEP \d{1,3}(?:\/\d{1,3})?: /.test(earlier.text));
  const excerpt = new Excerpt();
  for (const earlier of at < 0 ? [] : before.slice(at)) excerpt.add(earlier);
  excerpt.add(line, true);
  const run =
    /^(?:error )?building at STEP "(?:RUN )?(.{1,1000})": (?:while running runtime: )?exit status (\d{1,3})/.exec(said);
  if (!run) return excerpt.failure({ tool: 'podman', kind: 'build', message: said.slice(0, 1000) });
  const exitCode = Number(run[2]);
  const command =
    failedRun(`The command '${run[1]}' returned a non-zero code: ${run[2]}`)?.command ?? (run[1] as string);
  return excerpt.failure({
    tool: 'podman',
    kind: 'build-step',
    role: roleOfRun(exitCode, excerpt.lines),
    name: command,
    code: String(exitCode),
    message: `RUN ${command} ended with exit code ${exitCode}`,
    facts: { exitCode },
  });
}
