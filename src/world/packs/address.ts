/** Where a pack of patterns lies: one version of it, which never changes. */
export type PackAddress =
  | { readonly host: 'npm'; readonly name: string; readonly version: string }
  | { readonly host: 'github'; readonly repository: string; readonly commit: string };

/** A pack, and what its patterns have to be. */
export interface PinnedPack {
  /** As it is written, without the checksum. */
  readonly written: string;
  readonly address: PackAddress;
  /** `sha256-` and base64, as of `checksumOf`. */
  readonly checksum: string;
}

/** Facts: semver.org's expression for one version; docs.npmjs.com/cli/configuring-npm/package-json#name. */
const NPM =
  /^npm:(?<name>(?:@[a-z0-9~-][a-z0-9._~-]{0,100}\/)?[a-z0-9~-][a-z0-9._~-]{0,200})@(?<version>\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,100})?(?:\+[0-9A-Za-z.-]{1,100})?)$/;
/** A branch or a tag can be moved; a commit cannot. */
const GITHUB = /^github:(?<repository>[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100})@(?<commit>[0-9a-f]{40})$/;
const CHECKSUM = /^sha256-[A-Za-z0-9+/]{43}=$/;

/** Both ways to write an address, for messages. */
export const ADDRESS_FORMS = 'npm:NAME@1.2.3 or github:OWNER/NAME@COMMIT, with the forty digits of the commit';

/** @returns undefined for what is no address, or none of a single version */
export function packAddress(written: string): PackAddress | undefined {
  const npm = NPM.exec(written)?.groups as { name: string; version: string } | undefined;
  if (npm !== undefined) return { host: 'npm', name: npm.name, version: npm.version };
  const github = GITHUB.exec(written)?.groups as { repository: string; commit: string } | undefined;
  return github && { host: 'github', repository: github.repository, commit: github.commit };
}

/**
 * `npm:@acme/patterns@1.2.0#sha256-…` in its parts.
 * @returns a sentence that says what is wrong with it, to stand after what is written
 */
export function pinnedPack(text: string): PinnedPack | string {
  const [written = '', ...rest] = text.split('#');
  const address = packAddress(written);
  if (address === undefined) return `is no pack of one version; write ${ADDRESS_FORMS}`;
  const checksum = rest.join('#');
  if (checksum === '') return `is not pinned to a checksum; whydunit patterns pin ${written} prints it with one`;
  if (!CHECKSUM.test(checksum)) return "has a checksum that is none; it is 'sha256-' and 44 characters";
  return { written, address, checksum };
}
