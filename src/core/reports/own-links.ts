import { isRecord } from '../json.js';
import type { ReportV1 } from '../render/json/v1.js';

/** The repository whose addresses are believed. */
export interface Home {
  readonly repository?: string | undefined;
  /** `https://github.com` when absent. */
  readonly serverUrl?: string | undefined;
}

/** The report without web addresses that lead out of the repository: those are nobody's log, whoever wrote the report. */
export function withOwnLinks(report: ReportV1, { repository, serverUrl = 'https://github.com' }: Home): ReportV1 {
  const home = `${serverUrl}/${repository}/`;
  const isOwn = (address: unknown): boolean =>
    typeof address === 'string' && repository !== undefined && address.startsWith(home) && !leadsAway(address, home);
  const vet = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(vet);
    if (!isRecord(value)) return value;
    const own = Object.entries(value).filter(([name, each]) => name !== 'url' || isOwn(each));
    return Object.fromEntries(own.map(([name, each]) => [name, vet(each)]));
  };
  return vet(report) as ReportV1;
}

/** Whether a browser, or a server that decodes what it is asked for, would end up elsewhere. */
function leadsAway(address: string, home: string): boolean {
  if (/[\\\s]|%(?:2e|2f|5c|25)/i.test(address)) return true;
  return !URL.canParse(address) || !new URL(address).href.startsWith(home);
}
