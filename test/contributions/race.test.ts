import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { against, contribution, fast, report, said, shared } from './crowd.js';

/** The whole scorecard runs 100. */
const SEEDS = Number(process.env['WHYDUNIT_SEEDS'] ?? 4);
const FASTER = 20;
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

describe('many jobs at once', { timeout: 600_000 }, () => {
  it.each([8, 32])('%i of them end in one comment with what each of them said', async (size) => {
    const requests: number[] = [];
    const bad: string[] = [];
    for (const seed of seeds)
      bad.push(
        ...(await against(seed, async (github, random) => {
          const clock = fast(FASTER);
          const jobs = Array.from({ length: size }, (_, index) => contribution(`job-${index}`));
          const done = await Promise.allSettled(
            jobs.map(async (job) => {
              await pause(random() * 40);
              return report(github, shared(job), { clock, random });
            }),
          );
          const [only, ...others] = said(github);
          if (done.some(({ status }) => status === 'rejected'))
            bad.push(
              `seed ${seed}: ${JSON.stringify(done.filter(({ status }) => status === 'rejected').map((one) => String((one as PromiseRejectedResult).reason)))}`,
            );
          if (others.length > 0) bad.push(`seed ${seed}: ${others.length + 1} comments`);
          const missing = jobs.filter(({ key }) => only?.has(key) !== true).length;
          if (missing > 0) bad.push(`seed ${seed}: ${missing} jobs missing`);
          requests.push(github.seen.length / size);
        })),
      );
    console.log(`${size} jobs: ${(requests.reduce((a, b) => a + b, 0) / requests.length).toFixed(1)} requests a job`);
    expect(bad).toEqual([]);
  });
});
