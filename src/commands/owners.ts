import type { RepositoryFiles } from '../core/domain/repository-files.js';
import { codeOwners, type OwnersOf } from '../core/reports/whose/code-owners.js';

/** Where GitHub looks for the file, in its order; then GitLab. */
const CODEOWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Who answers for what, by the CODEOWNERS of a repository; undefined where it has none. Rejects where one cannot be read. */
export async function ownersIn(files: Pick<RepositoryFiles, 'text'>): Promise<OwnersOf | undefined> {
  for (const path of CODEOWNERS) {
    const text = await files.text(path);
    if (text !== undefined) return codeOwners(text);
  }
  return undefined;
}
