import type { FailureKind } from '../../../core/domain/failure.js';

/** One sort of cargo error, known by how its message begins. */
export interface CargoMessage {
  readonly kind: FailureKind;
  readonly role: 'cause' | 'wrapper';
  readonly starts: RegExp;
}

const wrapper = (starts: RegExp): CargoMessage => ({ kind: 'build', role: 'wrapper', starts });
const cause = (kind: FailureKind, starts: RegExp): CargoMessage => ({ kind, role: 'cause', starts });

/**
 * The beginnings of cargo's errors, from its source (src/cargo/ops, src/cargo/core, src/cargo/util). Everything else that
 * prints `error: ` (git, pip, clap programs) is not cargo's, unless a `Caused by:` chain follows it.
 */
const MESSAGES: readonly CargoMessage[] = [
  wrapper(/^could not compile `/),
  wrapper(/^could not document `/),
  wrapper(/^(?:test|doctest|bench) failed, to rerun pass/),
  wrapper(/^build failed$/),
  wrapper(/^\d+ targets? failed:/),
  wrapper(/^process didn't exit successfully: /),
  wrapper(/^failed to compile `[^`]+`.*, intermediate artifacts can be found at/),
  wrapper(/^failed to verify package tarball/),
  wrapper(/^build script logged errors/),
  cause('build-step', /^failed to run custom build command for `/),
  cause('build-step', /^[^\s@]{1,80}@\d{1,10}\.\d{1,10}\.\d{1,10}(?!\d)\S{0,200}: /),
  cause('build-step', /^build script failed/),
  cause('dependency', /^failed to select a version for /),
  cause('dependency', /^no matching (?:package|version)/),
  cause(
    'dependency',
    /^(?:failed to get|failed to load source for dependency|failed to resolve patches|failed to load pkg lockfile) ?/,
  ),
  cause(
    'dependency',
    /^(?:failed to download|failed to fetch|failed to update|failed to sync|failed to query replaced source|failed to clone into)/,
  ),
  cause(
    'dependency',
    /^(?:[Uu]nable to (?:update|query) |download of \S+ failed|failed to acquire package cache lock)/,
  ),
  cause('dependency', /^(?:failed to verify the checksum of|checksum for `|checksum `|the listed checksum of)/),
  cause(
    'dependency',
    /^(?:cyclic package dependency|package collision in the lockfile|multiple packages link to native library)/,
  ),
  cause('dependency', /^(?:the )?lock file /),
  cause('dependency', /^(?:Cargo\.lock needs to be updated|unable to get packages from source)/),
  cause('dependency', /^(?:cannot update|cannot create) the lock file /),
  cause('dependency', /^(?:failed to parse lock file|failed to write \S+Cargo\.lock)/),
  cause('dependency', /^can't checkout from '/),
  cause('dependency', /^could not find `[^`]+` in registry/),
  cause('dependency', /^(?:the )?crate `[^`]+` could not be found in registry index/),
  cause(
    'dependency',
    /^package(?: ID specification)? `[^`]+` (?:cannot be built because|requires rustc|is not a member|did not match|is specified twice|depends on)/,
  ),
  cause('dependency', /^rustc \S+ is not supported by the following packages?/),
  cause('dependency', /^cannot install package `/),
  cause(
    'configuration',
    /^failed to (?:parse manifest|read `|load manifest|open `?.*Cargo\.toml|parse the version requirement|search for)/,
  ),
  cause('configuration', /^could not (?:find `Cargo\.toml`|parse (?:input as TOML|toml configuration|TOML))/),
  cause(
    'configuration',
    /^(?:manifest path `|the manifest-path must be|virtual manifests must be|the `edition` key|current package believes it's in a workspace)/,
  ),
  cause('configuration', /^multiple workspace roots found/),
  cause('configuration', /^(?:no targets specified in the manifest|can't find (?:library )?`|couldn't find `)/),
  cause('configuration', /^no (?:bin|example|test|bench|library|lib) targets? (?:named|matches|found|available|in )/),
  cause('configuration', /^(?:a bin target must be available|`cargo run` (?:could not determine|can run at most))/),
  cause('configuration', /^(?:the )?(?:[Pp]ackage|package) [`'][^`']+[`'] does not (?:have|contain)/),
  cause('configuration', /^none of the selected packages contains/),
  cause('configuration', /^feature[s]? `[^`]+` (?:is|are|includes|depends|was) /),
  cause('configuration', /^(?:the )?(?:profile|target) `[^`]+` (?:is not defined|requires|in package|is unstable)/),
  cause(
    'configuration',
    /^(?:failed to load config|error in \S+config(?:\.toml)?: |invalid configuration|could not load Cargo configuration)/,
  ),
  cause('configuration', /^(?:toolchain|component) `?\S+`? .*\.cargo/),
  cause('configuration', /^the option `Z`? ?/),
  cause(
    'configuration',
    /^(?:the `-Z` flag is only accepted|`-Z \S+` is only accepted|the `\S+` flag is unstable|unknown `-Z` flag)/,
  ),
  cause('command', /^binary `[^`]+` already exists in destination/),
  cause('command', /^no such (?:sub)?command: `/),
  cause('command', /^could not execute process `/),
  cause('command', /^failed to (?:remove|create|copy|link|rename|write|open|lock|build archive)(?: |$)/),
  cause('command', /^(?:failed|unable) to (?:get|determine|run|execute) `?(?:rustc|cargo)/),
];

const FALLBACK = cause('build', /^/);
const USAGE = cause('command', /^/);

/** What sort of cargo error a message is, or undefined when nothing in cargo begins an error like this. */
export function cargoMessage(message: string): CargoMessage | undefined {
  return MESSAGES.find((known) => known.starts.test(message));
}

/** For an unknown message that a `Caused by:` chain follows. */
export function chainedMessage(): CargoMessage {
  return FALLBACK;
}

/** For an unknown message that cargo's own usage line follows. */
export function usageMessage(): CargoMessage {
  return USAGE;
}
