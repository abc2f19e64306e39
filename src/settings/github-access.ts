import { KnownError } from '../core/errors.js';

/** A GitHub to ask, and by what right. */
export interface GitHubAccess {
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How the command line reaches a GitHub. A token is only ever sent to the host it is for: GH_TOKEN and GITHUB_TOKEN to
 * github.com and the host the environment names, GH_ENTERPRISE_TOKEN to any other, as the `gh` program does. Facts:
 * cli.github.com/manual/gh_help_environment
 * @param serverUrl where people see it; the environment's own GitHub when absent
 * @throws KnownError `no-token`
 */
export function githubAccess(serverUrl: string | undefined, env: Environment): GitHubAccess {
  const own = originOf(
    env['GITHUB_SERVER_URL'] || (env['GH_HOST'] ? `https://${env['GH_HOST']}` : 'https://github.com'),
  );
  const server = serverUrl ?? own;
  const isOwn = server === own || server === 'https://github.com' || /^https:\/\/[\w-]+\.ghe\.com$/.test(server);
  const names = isOwn ? ['GH_TOKEN', 'GITHUB_TOKEN'] : ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  const token = names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  if (token === undefined)
    throw new KnownError('no-token', {
      where: server,
      what: 'takes a token to read the logs of a run',
      fix: `Set ${names[0]}, e.g. ${names[0]}=$(gh auth token${isOwn ? '' : ` --hostname ${new URL(server).host}`})`,
    });
  return { serverUrl: server, apiUrl: (server === own && env['GITHUB_API_URL']) || apiOf(server), token };
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
