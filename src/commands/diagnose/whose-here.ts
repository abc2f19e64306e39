import type { Change } from '../../core/domain/history.js';
import type { Report } from '../../core/domain/report.js';
import { hasPlaces, withWhose } from '../../core/reports/whose/whose.js';
import { Checkout } from '../../world/files/checkout.js';
import { repositoryRoot } from '../../world/files/repository-root.js';
import { ownersIn } from '../owners.js';

/**
 * The report with whose its findings may be: by the changes of the repository one stands in since `base`, where that is
 * given, and by its CODEOWNERS.
 * @throws KnownError where git cannot compare with the base
 */
export async function withWhoseHere(report: Report, base: string | undefined): Promise<Report> {
  const root = repositoryRoot('.');
  const change = base === undefined ? undefined : await changesSince(root ?? '.', base);
  if (root === undefined || !hasPlaces(report)) return report;
  // A file that cannot be read names nobody.
  const ownersOf = await ownersIn(new Checkout(root)).catch(() => undefined);
  return withWhose(report, { ...(change && { change }), ...(ownersOf && { ownersOf }) });
}

/** What starts other programs is loaded when it is asked for. */
async function changesSince(root: string, base: string): Promise<Change> {
  const { gitDiff } = await import(/* webpackMode: "eager" */ '../../world/process/git-diff.js');
  return gitDiff(root, base);
}
