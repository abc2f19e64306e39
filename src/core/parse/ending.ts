/**
 * Words with which a surrounding program says that the command just before it failed. Some messages (`command not
 * found`, a printed stack trace) are only failures when such words, or the end of the text, follow closely.
 */
const ENDINGS: readonly RegExp[] = [
  /^##\[error\]/,
  /^The command ".{0,2000}" (?:failed and )?exited with [1-9]/,
  /^Done\. Your build exited with [1-9]/,
  /^ERROR: Job failed/,
  /^(?:\S{1,40} )?(?:make|gmake)(?:\[\d+\])?: \*\*\* /,
  /^\s{0,8}(?:\[[\w-]{1,30}\] )?npm (?:ERR!|error)/,
  /^error Command failed/,
  /^.{0,3}ELIFECYCLE/,
  /^.{0,3}ERR_PNPM_/,
  /^error: script ".{1,200}" exited with code [1-9]/,
  /^.{0,400}\b(?:exit code:?|exited with code|exit status|returned a non-zero code:|Exit status) '?[1-9]/,
  /^Finished: FAILURE/,
  // BuildKit shows where in the Dockerfile the failed step stands.
  /^(?:\S{1,200}\/)?[\w.-]{0,60}(?:Dockerfile|Containerfile)[\w.-]{0,60}:\d{1,5}\s{0,3}$/,
  /^(?:ERROR: )?failed to solve: /,
  /^Command exited with code [1-9]/,
  /^(?:\*\* (?:[A-Z]+ )?)?(?:BUILD|TEST|ARCHIVE) FAILED\b/,
  /^Command \w{1,60} failed with a nonzero exit code$/,
  /^Target \w{1,60} failed: /,
  /^(?:C\/C\+\+: )?ninja: build stopped: (?!interrupted)/,
  /^ ?\* ERROR: \S{1,200} failed \(\w{1,20} phase\)/,
  /^==> ERROR: /,
  /^>>> ERROR: /,
  /^ERROR: compilation failed for package /,
  /^\*\*\* (?:\[\S{1,300}\] )?Error code [1-9]\d{0,5}$/,
  /^error: (?:builder for|Cannot build) '\/nix\/store\//,
  /^Error: cabal: /,
  /^error: building \S{1,200} failed with: /,
  /^error: Bad exit status from /,
  /^dpkg-buildpackage: error: /,
  /^Node\.js v\d/,
];

/** make goes on where a recipe's line begins with `-`. */
const IGNORED = /: \[[^\]]{1,300}\] .{1,60} \(ignored\)$/;

/** True when the line says that the command before it failed, and that nobody minds. */
export function saysIgnored(text: string): boolean {
  return text.endsWith('(ignored)') && IGNORED.test(text);
}

/**
 * The next command of a script or the next step of an image build begins, so the one before it passed. Where a job's next
 * step begins is not said here: whatever runs in a step can print those words as well, and whoever knows the steps leaves
 * out what lies in one that passed.
 */
const NEXT_STEP =
  /^\$ |^DONE \d{1,6}\.\d{1,3}s$|^(?: ---> [0-9a-f]{12}|Removing intermediate container [0-9a-f]{12}|Successfully built [0-9a-f]{12})$/;

/** True when the line says that the command before it failed. */
export function saysFailed(text: string): boolean {
  return !text.startsWith('##[warning]') && ENDINGS.some((ending) => ending.test(text));
}

/** True when the line says that something will be tried once more. */
export function saysRetry(text: string): boolean {
  return /\b(?:retrying|trying again|will retry|attempt \d+ (?:of|failed)|retry \d)/i.test(text.slice(0, 400));
}

/** Watches the lines after something that may have been a failure. */
export class Aftermath {
  readonly #patience: number;
  #left: number;

  /** @param patience how many non-empty lines to wait for words that say it failed */
  constructor(patience: number) {
    this.#patience = patience;
    this.#left = patience;
  }

  /** Waits anew, for a further suspect of the same kind. */
  restart(): void {
    this.#left = this.#patience;
  }

  /** failed: it was one · passed: life went on, so it was none · open: too early to say. */
  judge(text: string): 'failed' | 'passed' | 'open' {
    if (text.trim() === '') return 'open';
    if (saysIgnored(text)) return 'passed';
    if (saysFailed(text)) return 'failed';
    if (NEXT_STEP.test(text) || saysRetry(text)) return 'passed';
    this.#left--;
    return this.#left > 0 ? 'open' : 'passed';
  }
}
