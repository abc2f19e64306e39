import type { Parser } from '../../core/parse/parser.js';
import { ansible } from './ansible.js';
import { convex } from './convex.js';
import { gcloud } from './gcloud.js';
import { sandboxStart } from './sandbox-start.js';
import { stuckStarting } from './stuck-starting.js';
import { terraform } from './terraform.js';
import { workerTail } from './worker-tail.js';
import { wrangler } from './wrangler.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  ansible,
  gcloud,
  terraform,
  wrangler,
  convex,
  sandboxStart,
  stuckStarting,
  workerTail,
];
