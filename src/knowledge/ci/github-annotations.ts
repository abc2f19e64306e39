import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { stepOutput } from './step-output.js';

/**
 * What the runner (actions/runner), the toolkit (actions/toolkit) and the Azure agent say when a command ended badly.
 * They tell that something failed, never why.
 */
const ENDS: readonly RegExp[] = [
  /^Process completed with exit code (?<code>-?\d+)\.?$/,
  /^The process '.{0,500}' failed with exit code (?<code>-?\d+)/,
  /^(?:Bash|PowerShell|Script|Cmd\.exe) (?:exited|failed) with (?:exit )?code '?(?<code>-?\d+)'?/,
  /^The command failed with exit code (?<code>-?\d+)/,
  /^Docker (?:run|build|pull|login) failed with exit code (?<code>-?\d+)/,
  /^(?:Error: )?Command failed: /,
  /^(?:Error: )?(?:The )?(?:command|process) .{0,300}(?:exited with|failed with|exit) (?:exit )?(?:code|status) (?<code>-?\d+)/i,
  /^buildx failed with: /,
  /^One or more errors occurred/,
  /^Failed to run: /,
  /^Final attempt failed\. /,
];

/** A cause in the runner's or an action's own words; what it names is the failure's `code`. Sources: actions/runner, actions/toolkit, actions/checkout, actions/cache, actions/upload-artifact. */
const CAUSES: readonly (readonly [code: string, text: RegExp])[] = [
  ['permission', /Resource not accessible by (?:integration|personal access token)/],
  ['permission', /^Unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN) env variable/],
  ['permission', /^(?:Error: )?(?:HttpError: )?Bad credentials/],
  ['permission', /requires? (?:the )?'?[\w-]{3,40}: write'? permission/i],
  ['cancelled', /^The operation was canceled\.?$/],
  ['cancelled', /^The run was canceled by @/],
  ['cancelled', /^Canceling since a (?:higher|deadlocking) priority waiting request/],
  [
    'timeout',
    /^The (?:action|job|operation)\b.{0,200}(?:has timed out after|has exceeded the maximum execution time of) \d+/,
  ],
  [
    'runner-lost',
    /^The (?:self-hosted )?runner(?::| has received a shutdown signal|.{0,120} lost communication with the server)/,
  ],
  ['runner-lost', /^The hosted runner (?:lost communication|encountered an error while running your job)/],
  ['runner-lost', /^The job was not acquired by Runner of type hosted/],
  ['disk-full', /No space left on device|There is not enough space on the disk/],
  ['deprecated', /automatically failed because it uses a deprecated version of/],
  ['deprecated', /^The `(?:set-env|add-path|save-state|set-output)` command is (?:disabled|deprecated)/],
  [
    'unresolved-action',
    /^(?:Unable to resolve action|An action could not be found at the URI|Can't find 'action\.yml')/,
  ],
  ['unresolved-action', /^(?:Error: )?Unable to find (?:reusable )?workflow/],
  ['missing-input', /^(?:Error: )?Input required and not supplied: /],
  ['missing-input', /^Input does not meet YAML 1\.2 /],
  [
    'artifact',
    /^(?:Error: )?(?:Unable to (?:download|find) (?:any )?artifact|Artifact not found|Unable to find any artifacts)/i,
  ],
  ['artifact', /^(?:Error: )?No files were found with the provided path/],
  [
    'artifact',
    /^(?:Error: )?(?:Failed to CreateArtifact|Failed to FinalizeArtifact|Artifact storage quota has been hit)/,
  ],
  ['cache', /^(?:Error: )?(?:Failed to restore cache entry|Cache service responded with|Failed to save: )/],
  [
    'cache',
    /^(?:Error: )?(?:Some specified paths were not resolved, unable to cache dependencies|Dependencies lock file is not found in)/,
  ],
  [
    'rate-limit',
    /API rate limit exceeded|secondary rate limit|You have exceeded a secondary rate limit|toomanyrequests/i,
  ],
  ['command-file', /^(?:Unable to process file command|Invalid (?:format|value)\b)/],
  [
    'version',
    /^(?:Error: )?(?:Unable to find (?:\w+ )?version|The version '.{1,60}' with architecture|Could not find satisfied version|Unable to find Node version)/,
  ],
];

/**
 * GitHub's (and Azure's) error lines in a job log: `##[error]…` and the unprocessed `::error file=…::…`. A text that only
 * repeats that something failed is a wrapper and carries the step's last output; one that names a reason is a cause.
 */
export const githubAnnotations: Parser = {
  name: 'github-annotations',
  anchors: [
    '##[error]',
    '::error',
    'runner has received a shutdown signal',
    'lost communication with the server',
    'Error: Process completed with exit code ',
    'Error: Dependencies lock file is not found',
    'Error: Some specified paths were not resolved',
    'Error: Failed to CreateArtifact',
    'Error: Unable to download artifact',
    'Error: No files were found with the provided path',
    'Error: Input required and not supplied',
    'Resource not accessible by ',
  ],
  start(line, before) {
    const annotation = readAnnotation(line.text);
    return annotation && new AnnotationReading(line, before, annotation);
  },
};

/** The same as the web page and `gh run view` show it; only words that are the runner's alone. */
const SHOWN =
  /^(?:X |✗ |! )?(?=The (?:self-hosted |hosted )?runner(?::| has received a shutdown signal|.{0,120} lost communication with the server))|^(?:Error: |X )(?=Process completed with exit code \d{1,3}\.?$)/;

interface Annotation {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

function readAnnotation(text: string): Annotation | undefined {
  if (text.startsWith('##[error]')) {
    const message = text.slice('##[error]'.length);
    return message.trim() === '' || /^\[(?:notice|warning|info|debug)\]/i.test(message) ? undefined : { message };
  }
  // As the web page shows and copies it. Other programs print `Error: …` too: only the runner's own words count.
  if (text.startsWith('Error: ')) {
    const message = text.slice('Error: '.length);
    return /^Process completed with exit code -?[1-9]/.test(message) || CAUSES.some(([, cause]) => cause.test(message))
      ? { message }
      : undefined;
  }
  const shown = SHOWN.exec(text);
  if (shown) return { message: text.slice(shown[0].length) };
  const match = /^::error(?: ([^:]{0,1000}))?::/.exec(text);
  if (!match) return undefined;
  const properties = new Map(
    (match[1] ?? '')
      .split(',')
      .map((part) => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1)]),
  );
  const file = properties.get('file');
  const number = Number(properties.get('line'));
  const column = Number(properties.get('col'));
  return {
    message: text.slice(match[0].length),
    ...(file && { file }),
    ...(number > 0 && { line: number }),
    ...(column > 0 && { column }),
  };
}

/** Lines an annotation may go on for: a stack trace under it. */
const MOST_LINES = 30;

class AnnotationReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #what: Parameters<Excerpt['failure']>[0] | undefined;

  constructor(line: Line, before: readonly Line[], annotation: Annotation) {
    const what = classify(annotation);
    this.#what = what;
    if (what?.role === 'wrapper') {
      const output = stepOutput(before, line.step);
      for (const each of output) this.#excerpt.add(each);
    }
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const goesOn = /^\s{2,}at \S|^\s{4,}\S/.test(line.text) && this.#what?.role === 'cause';
    if (!goesOn || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    return { failures: this.#what ? [this.#excerpt.failure(this.#what)] : [] };
  }
}

function classify(annotation: Annotation): (Pick<Failure, 'tool' | 'kind' | 'message'> & Partial<Failure>) | undefined {
  const message = annotation.message.trim().slice(0, 1000);
  const location =
    annotation.file === undefined
      ? {}
      : {
          location: {
            file: annotation.file,
            ...(annotation.line && { line: annotation.line }),
            ...(annotation.column && { column: annotation.column }),
          },
        };
  const common = { tool: 'github', kind: 'ci', message, ...location } as const;
  // A problem matcher marks lines of a linter's table; the linter's own parser reads those.
  if (/^\s+\d+:\d+\s/.test(annotation.message)) return undefined;
  if (/^(?:\.{1,2}\/)?[\w./-]{1,300}\.go:\d+:\d+: /.test(annotation.message)) return undefined;
  for (const [code, text] of CAUSES) if (text.test(message)) return { ...common, code, role: 'cause' };
  for (const text of ENDS) {
    const match = text.exec(message);
    if (!match) continue;
    const exitCode = Number(match.groups?.['code']);
    return { ...common, role: 'wrapper', ...(Number.isFinite(exitCode) && { facts: { exitCode } }) };
  }
  return { ...common, role: 'wrapper' };
}
