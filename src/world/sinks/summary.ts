import { appendFile, stat } from 'node:fs/promises';
import { KnownError, reasonOf } from '../../core/errors.js';

/** Above this the runner drops the whole summary of a step, whoever wrote it. */
const MOST_BYTES = 1024 * 1024;
/** Less room than this is not worth a report. */
const LEAST_BYTES = 2_000;

/**
 * Appends to the job summary what fits beside what the step has written there already.
 * @param render makes the text in at most so many bytes of UTF-8
 * @throws KnownError write-failed
 */
export async function appendSummary(file: string, render: (limit: number) => string): Promise<void> {
  try {
    const { size } = await stat(file);
    const room = MOST_BYTES - size - 2;
    if (room < LEAST_BYTES)
      throw new KnownError('write-failed', {
        where: 'GITHUB_STEP_SUMMARY',
        what: 'the summary of this step is full already',
        fix: 'Let the command write less into it',
      });
    await appendFile(file, `${size === 0 ? '' : '\n\n'}${render(Math.min(room, 1_000_000))}`);
  } catch (error) {
    if (error instanceof KnownError) throw error;
    throw new KnownError(
      'write-failed',
      { where: 'GITHUB_STEP_SUMMARY', what: `the summary cannot be written: ${reasonOf(error)}` },
      error,
    );
  }
}
