import { KnownError } from '../core/errors.js';

/** A GitHub to ask, and by what right. */
export interface GitHubAccess {
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PUBLIC = 'https://github.com';
const TOKENS = ['GH_TOKEN', 'GITHUB_TOKEN'];
const ENTERPRISE_TOKENS = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];

/**
 * How the command line reaches a GitHub. An address may come from anybody, so a token is only ever sent to github.com and
 * to the host that the environment names (GH_HOST, in a job GITHUB_SERVER_URL). Facts:
 * cli.github.com/manual/gh_help_environment
 * @param serverUrl where people see it; the environment's own GitHub when absent
 * @throws KnownError `no-token`
 */
export function githubAccess(serverUrl: string | undefined, env: Environment): GitHubAccess {
  const own = ownServer(env);
  const server = serverUrl ?? own;
  const isPublic = server === PUBLIC;
  if (server !== own && !isPublic)
    throw new KnownError('no-token', {
      where: server,
      what: 'is not the GitHub that tokens are set for here',
      fix: `If it is yours, set GH_HOST=${new URL(server).host} and ${ENTERPRISE_TOKENS[0]}`,
    });
  const { token, names, apiUrl } = accessTo(server, env);
  if (token === undefined)
    throw new KnownError('no-token', {
      where: server,
      what: 'takes a token to read the logs of a run',
      fix: `Set ${names[0]}, e.g. ${names[0]}=$(gh auth token${isPublic ? '' : ` --hostname ${new URL(server).host}`})`,
    });
  return { serverUrl: server, apiUrl, token };
}

/**
 * The GitHub that the environment names, for what may be asked without a token too.
 * @throws KnownError `bad-option` for a variable that holds no address
 */
export function githubHere(env: Environment): Omit<GitHubAccess, 'token'> & Partial<GitHubAccess> {
  const serverUrl = ownServer(env);
  const { token, apiUrl } = accessTo(serverUrl, env);
  return { serverUrl, apiUrl, ...(token !== undefined && { token }) };
}

function accessTo(server: string, env: Environment): { token?: string; names: readonly string[]; apiUrl: string } {
  const names = server === PUBLIC ? TOKENS : [...ENTERPRISE_TOKENS, ...TOKENS];
  const token = names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  const apiUrl = (server === ownServer(env) && env['GITHUB_API_URL']) || apiOf(server);
  return { names, apiUrl, ...(token !== undefined && { token }) };
}

function ownServer(env: Environment): string {
  return originOf(env['GITHUB_SERVER_URL'] || (env['GH_HOST'] ? `https://${env['GH_HOST']}` : PUBLIC));
}

function originOf(address: string): string {
  if (!URL.canParse(address))
    throw new KnownError('bad-option', {
      where: address,
      what: 'is no address of a GitHub',
      fix: 'Correct GITHUB_SERVER_URL or GH_HOST',
    });
  return new URL(address).origin;
}

/** Facts: docs.github.com/en/enterprise-server/rest, docs.github.com/en/enterprise-cloud for `ghe.com`. */
function apiOf(server: string): string {
  const { protocol, host } = new URL(server);
  if (host === 'github.com') return 'https://api.github.com';
  return host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${protocol}//${host}/api/v3`;
}
