import type { Subject } from './subject.js';

/** A hosted service that a web service lives from: how its lines look, and where else it tells of its failures. */
interface Hosted {
  readonly name: string;
  readonly shows: RegExp;
  readonly command: string;
  readonly dashboard: string;
}

/** Commands and addresses from each service's own documentation. */
const HOSTED: readonly Hosted[] = [
  {
    name: 'Cloudflare',
    shows: /\bwrangler\b|\bworkers\.dev\b|\bcloudflare\b|error code: 1\d{3}\b/i,
    command: 'npx wrangler tail --format pretty',
    dashboard: 'dash.cloudflare.com',
  },
  {
    name: 'Modal',
    shows: /\bmodal\.(?:com|run|exception)\b|\bmodal (?:app|run|deploy|token)\b|\bmodal-http\b|\bModal\b/,
    command: 'modal app logs APP',
    dashboard: 'modal.com/apps',
  },
  {
    name: 'Convex',
    shows: /\[CONVEX |\bconvex\b/i,
    command: 'npx convex logs --history 100',
    dashboard: 'dashboard.convex.dev',
  },
  {
    name: 'Sentry',
    shows: /\bsentry(?:\.io|-cli)?\b/i,
    command: 'npx @sentry/cli issues list',
    dashboard: 'sentry.io',
  },
];

/** Lines looked at for a service's marks. */
const MOST_LINES = 200;

/** The hosted services that what was quoted, or the pattern, speaks of. */
export function hostedServices({ diagnosis, evidence, failures }: Subject): readonly Hosted[] {
  const said = [
    ...evidence.slice(0, MOST_LINES).map(({ text }) => text),
    ...failures.slice(0, MOST_LINES).map(({ message }) => message),
    ...(diagnosis?.preserve ?? []),
  ].map((text) => text.slice(0, 1_000));
  return HOSTED.filter(({ shows }) => said.some((text) => shows.test(text)));
}
