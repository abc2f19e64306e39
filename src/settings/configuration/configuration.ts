import type { Severity } from '../../core/domain/pattern.js';
import type { Waiver } from '../../core/domain/waiver.js';
import type { Template } from '../../core/render/markdown/template.js';
import type { PinnedPack } from '../../world/packs/address.js';

/** Something with the place it was written at, `file:line:column`: some mistakes only show against the catalogue. */
export type Written<T> = T & { readonly at: string };

/** What a repository decides for itself, checked. Everything that names a pattern is not checked against one yet. */
export interface Configuration {
  /** `pattern` may be `family/*`; what names a pattern itself wins. */
  readonly severity: readonly Written<{ readonly pattern: string; readonly severity: Severity }>[];
  /** `pattern` may be `family/*`. */
  readonly disable: readonly Written<{ readonly pattern: string }>[];
  /** Globs of pattern files, relative to the repository's root. */
  readonly patterns: readonly string[];
  /** Packs of patterns that repositories share. */
  readonly packs: readonly PinnedPack[];
  /** `condition` is a number, which replaces the one in the pattern, or a comparison, which replaces the whole. */
  readonly thresholds: readonly Written<{
    readonly pattern: string;
    readonly fact: string;
    readonly condition: string;
  }>[];
  readonly waivers: readonly Written<Waiver>[];
  /** How the pull request comment is laid out; the usual way when absent. */
  readonly template?: Template;
  /** RE2 expressions. */
  readonly redact: readonly string[];
}

export const NO_CONFIGURATION: Configuration = {
  severity: [],
  disable: [],
  patterns: [],
  packs: [],
  thresholds: [],
  waivers: [],
  redact: [],
};
