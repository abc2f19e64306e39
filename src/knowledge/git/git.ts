import type { Line } from '../../core/domain/line.js';
import { Aftermath, saysRetry } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { remoteFacts } from './remote.js';

/** What may stand before git's own words: a build tool's or npm's prefix. */
const PREFIX =
  /^(?:\s{0,12}\[[\w .:-]{1,24}\] {0,4}|npm (?:ERR!|error) (?:git |command git )?|> |std(?:err|out): |##\[error\]|\s{0,8}Error: (?=fatal: )|\s{1,8})?/;

/**
 * Fatal messages of transport and checkout: git could not get or send what was asked for. Wordings are those of git's
 * source since 1.8 (transport.c, connect.c, http.c, remote-curl.c, builtin/clone.c) and of OpenSSH.
 */
const HARD: readonly RegExp[] = [
  /^fatal: remote error:/,
  /^fatal: repository '.{0,500}' (?:not found|does not exist)/,
  /^fatal: (?:Could|could) not read (?:from remote repository|Username|Password)/,
  /^fatal: unable to (?:access|connect to|look up|find remote helper)/,
  /^fatal: Unable to (?:find remote helper|look up)/,
  /^fatal: (?:Remote branch|remote branch|Couldn't find remote ref|couldn't find remote ref|invalid refspec)/,
  /^fatal: Authentication failed/,
  /^fatal: (?:the remote end hung up|The remote end hung up|early EOF|fetch-pack|index-pack failed|protocol error|read error|unexpected disconnect)/,
  /^fatal: (?:destination path|could not create (?:work tree|leading directories)|reference is not a tree|detected dubious ownership|unable to auto-detect email)/,
  /^fatal: clone of '.{0,500}' into submodule path/,
  /^fatal: (?:Fetched in submodule path|remote transport reported error|transport '.{0,40}' not allowed|No such remote)/,
  /^fatal: '.{0,500}' does not appear to be a git repository/,
  /^fatal: .{0,500}: smudge filter lfs failed/,
  /^fatal: (?:Could not parse object|unable to checkout|couldn't checkout|bad config|refusing to merge unrelated)/,
  /^fatal: (?:You don't exist|could not open|cannot create directory|write error|sha1 file .{0,200} write error|cannot pread|pathspec)/,
];

/** Part of ordinary life: probing for a tag, a configuration or a submodule that is not there. Only what says next that the command failed makes them a failure. */
const NOISE: readonly RegExp[] = [
  /^fatal: No url found for submodule path/i,
  /^fatal: No names found, cannot describe/,
  /^fatal: no tag exactly matches/,
  /^fatal: No tags can describe/,
  /^fatal: Needed a single revision/,
  /^fatal: not a git repository \(or any .{0,200}\)?: \.git$/,
];
/** Ansible says `fatal:` too, of a host. */
const ANSIBLE = /^fatal: \[[^\]]{1,200}\]: /;

/** What git and ssh print around the fatal line and that belongs to it. */
const BEFORE =
  /^(?:remote: |ERROR: |error: |git: 'remote-| ?! \[|!\t[^\s:]+:\S+\t\[|Done$|Pushing to |CONFLICT \(|Auto-merging |Automatic merge failed|To \S+$|ssh: |Host key verification failed|Permission denied \(|git@|.{1,100}: Permission denied \(|Cloning into|Connection (?:closed|reset|timed out)|kex_exchange|Please make sure|@@@@|IT IS POSSIBLE|The (?:RSA|ECDSA|ED25519|DSA|fingerprint)|.{0,60}authenticity of host|Warning: Permanently|batch response|Error downloading object|Errors logged to|Downloading |Smudge error|LFS:|\[\d+\] |Authentication required|No (?:RSA|ECDSA|ED25519) host key|SHA256:|Load key|Error loading key|Permissions 0?\d{3} for|It is required that your private key|This private key will be ignored|Offending |Host key for|\s+(?:HTTP|Repository))/;
const AFTER =
  /^(?:\s{0,4}Repository not found|Please make sure you have|and the repository exists|\s*$|warning: Clone succeeded|You can inspect|and retry|fatal: |error: |Failed to clone|Unable to checkout|Submodule path|remote: |To add an exception|\s+git config --global|Upstream branch|hint: |The most similar command|Use `git lfs logs|\tremote-)/;
/** The stack of an action written in JavaScript, whose error output runs into git's. */
const MIXED_IN = /^\s{2,8}at \S|^\(node:\d{1,9}\) /;
const MOST_BEFORE = 20;
const MOST_AFTER = 12;

/**
 * Git's fatal errors with the remote's and ssh's words around them. Probes that fail in good builds are left out; other
 * fatal lines count only when something says soon after that the command failed.
 */
export const git: Parser = {
  name: 'git',
  anchors: [
    'fatal: ',
    'Permission denied (publickey',
    'Host key verification failed',
    'error: failed to push some refs',
    'batch response: ',
    'error: external filter ',
    "git: 'remote-",
    "error: pathspec '",
    'Automatic merge failed',
    'error: could not apply',
    'error: RPC failed',
  ],
  start(line, before) {
    const prefix = PREFIX.exec(line.text)?.[0] ?? '';
    const text = line.text.slice(prefix.length);
    if (ANSIBLE.test(text)) return undefined;
    const isStart = text.startsWith('fatal: ') || BEFORE.test(text);
    return isStart && !isCleanup(before) ? new GitReading(line, before, prefix) : undefined;
  },
};

/** The runner's own clean-up after a job prints git errors nobody needs. */
function isCleanup(before: readonly Line[]): boolean {
  return before.some((line) => line.text.startsWith('Post job cleanup.'));
}

class GitReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #prefix: string;
  readonly #before: readonly Line[];
  #fatal: string | undefined;
  #isHard = false;
  #after = 0;
  #wait: Aftermath | undefined;
  #isCleared = false;
  /** Every fatal line so far is of the harmless kind. */
  #isNoise = true;
  #isConfirmed = false;

  constructor(line: Line, before: readonly Line[], prefix: string) {
    this.#prefix = prefix;
    this.#before = before;
    const context: Line[] = [];
    for (const each of before.slice(-MOST_BEFORE).reverse()) {
      if (MIXED_IN.test(each.text)) continue;
      if (each.step !== line.step || !BEFORE.test(this.#bare(each))) break;
      context.push(each);
    }
    for (const each of context.reverse()) this.#excerpt.add(each, isTelling(this.#bare(each)));
    this.#take(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (this.#wait) return this.#judge(line);
    if (saysRetry(line.text)) {
      this.#isCleared = true;
      return 'refused';
    }
    const text = this.#bare(line);
    if ((AFTER.test(text) || BEFORE.test(text)) && ++this.#after <= MOST_AFTER) {
      this.#take(line);
      return 'more';
    }
    if (this.#isHard) return 'refused';
    this.#wait = new Aftermath(4);
    return this.#judge(line);
  }

  end() {
    if (this.#fatal === undefined || this.#isCleared || (this.#isNoise && !this.#isConfirmed)) return { failures: [] };
    const facts = remoteFacts(this.#excerpt.lines, this.#before);
    const failure = this.#excerpt.failure({ tool: 'git', kind: 'command', message: this.#fatal, facts });
    return { failures: [failure] };
  }

  #take(line: Line): void {
    const text = this.#bare(line);
    this.#excerpt.add(line, isTelling(text));
    if (
      HARD.some((hard) => hard.test(text)) ||
      /^Permission denied \(publickey|^git@.{1,100}Permission denied \(|^Host key verification failed|^git: 'remote-|^error: failed to push/.test(
        text,
      )
    )
      this.#isHard = true;
    const said = message(text);
    if (said !== undefined && !NOISE.some((noise) => noise.test(text))) this.#isNoise = false;
    // "Could not read from remote repository" only follows from what ssh or the remote said.
    if (
      said !== undefined &&
      (this.#fatal === undefined || /^Could not read from remote|^remote error:\s*$/.test(this.#fatal))
    )
      this.#fatal = said;
    else if (this.#fatal === undefined && text.startsWith('fatal: ')) this.#fatal = text.slice('fatal: '.length);
  }

  #judge(line: Line): 'more' | 'done' | 'refused' {
    const said = this.#wait?.judge(line.text);
    if (said === 'passed') this.#isCleared = true;
    if (said === 'failed') this.#isConfirmed = true;
    return said === 'open' ? 'more' : 'refused';
  }

  #bare(line: Line): string {
    return this.#prefix !== '' && line.text.startsWith(this.#prefix) ? line.text.slice(this.#prefix.length) : line.text;
  }
}

function isTelling(text: string): boolean {
  return message(text) !== undefined || text.startsWith('fatal: ');
}

/** The reason a line gives, without its prefix. */
function message(text: string): string | undefined {
  const match = /^(?:ERROR: |remote: ERROR: |remote: fatal: |ssh: |fatal: )(.{1,500})/.exec(text);
  if (match) return match[1];
  if (
    /^(?:.{1,100}: )?Permission denied \(|^Host key verification failed|^\s{1,4}Repository not found|^error: (?:RPC failed|failed to push|external filter|pathspec|could not apply)|^Automatic merge failed|^git: 'remote-|^batch response: |^Error downloading object/.test(
      text,
    )
  )
    return text.trim().slice(0, 500);
  return undefined;
}
