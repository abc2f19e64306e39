import { z } from 'zod';
import { SEVERITIES } from '../domain/pattern.js';
import { REPORT } from './report-schema.js';

const text = z.string();
const whole = z.number().int().nonnegative();
const known = <T extends z.ZodType>(type: T) => z.exactOptional(type);

/** The whole form as it is published; what only tells is not asked of a report that is handed in. */
export const PUBLISHED_REPORT = REPORT.extend({
  notes: known(z.array(text)),
  waivers: known(
    z.array(
      z.object({
        pattern: known(text),
        fingerprint: known(text),
        reason: text,
        owner: text,
        expires: text,
        state: z.enum(['applied', 'expired', 'unused']),
        fingerprints: z.array(text),
      }),
    ),
  ),
  incidents: known(
    z.array(
      z.object({
        fingerprint: text,
        pattern: text,
        severity: z.enum(SEVERITIES),
        state: z.enum(['new', 'known', 'waived']),
        title: known(text),
        opened: text,
        lastSeen: known(text),
        count: known(whole),
        reference: known(z.object({ name: text, url: known(text) })),
      }),
    ),
  ),
  release: known(
    z.object({
      jobs: z.array(
        z.object({
          name: text,
          url: known(text),
          conclusion: known(text),
          effect: z.enum(['none', 'closes', 'allowed']),
          why: known(text),
        }),
      ),
      reports: z.array(
        z.object({
          name: text,
          job: known(text),
          step: known(text),
          attempt: known(whole),
          findings: whole,
          aside: known(text),
        }),
      ),
    }),
  ),
});
