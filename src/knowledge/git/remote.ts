import type { Facts } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';

/** An address as git takes it: with a scheme, or `user@host:path`. */
const ADDRESS =
  /(?<address>(?:https?|ssh|git|ftps?):\/\/[^\s'"<>]{3,400}|[\w.-]{1,60}@[\w.-]{1,200}:[^\s'"<>:][^\s'"<>]{0,300})/;
/** A command that the shell or the checkout showed, which talks to a remote or names one. */
const COMMAND =
  /(?:^|[\s/\\"])git(?:\.exe)?"? (?:-{1,2}\S{1,200} |\S{1,100}=\S{1,200} ){0,8}(?:clone|fetch|pull|push|ls-remote|remote (?:add|set-url)|submodule) /;
/** The account that ssh logged in with, and the host that could not be reached or trusted. */
const SSH_HOST =
  /^(?<account>[\w.-]{1,60}@[\w.-]{1,200}): Permission denied \(|^ssh: connect to host (?<host>\S{1,200}) port |^(?:No \w{1,20} host key is known|Host key) for \[?(?<key>[\w.-]{1,200})\]?/;

/**
 * Where the remote is that git talked to: `address` as it was given, `host`, and `login` for ssh. From git's own words, else from
 * the command shown above them. What the words only name without a host (`/srv/none.git`) is no address.
 * @param before lines above the failure, oldest first
 */
export function remoteFacts(lines: readonly Line[], before: readonly Line[]): Facts {
  const shown = before.filter(({ text }) => COMMAND.test(text)).reverse();
  const address = firstOf([...lines.filter(({ text }) => /'/.test(text)), ...shown], ADDRESS, 'address');
  const account = firstOf(lines, SSH_HOST, 'account');
  const host = address === undefined ? undefined : hostOf(address);
  const known = host ?? account?.split('@')[1] ?? firstOf(lines, SSH_HOST, 'host') ?? firstOf(lines, SSH_HOST, 'key');
  const login = account ?? (address !== undefined && /^ssh:|^[\w.-]+@/.test(address) ? loginOf(address) : undefined);
  return {
    ...(address !== undefined && { address: withoutPassword(address) }),
    ...(known !== undefined && { host: known }),
    ...(login !== undefined && { login }),
  };
}

function firstOf(lines: readonly Line[], form: RegExp, group: string): string | undefined {
  for (const { text } of lines) {
    const found = form.exec(text.slice(0, 2000))?.groups?.[group];
    if (found !== undefined) return found;
  }
  return undefined;
}

function hostOf(address: string): string | undefined {
  return /^(?:[a-z]{3,5}:\/\/)?(?:[^\s/@]{0,200}@)?\[?([\w.-]{1,200})/.exec(address)?.[1];
}

/** `git@host`, with the port where the address has one. */
function loginOf(address: string): string | undefined {
  const [, user = 'git', host, port] =
    /^(?:ssh:\/\/)?(?:([\w.-]{1,60})@)?([\w.-]{1,200})(?::(\d{1,5})\/)?/.exec(address) ?? [];
  if (host === undefined) return undefined;
  return port === undefined ? `${user}@${host}` : `ssh://${user}@${host}:${port}`;
}

/** A user may stand in an address that is shown, a password may not. */
function withoutPassword(address: string): string {
  return address.replace(/^(https?:\/\/)[^\s/@]{1,300}@/, '$1');
}
