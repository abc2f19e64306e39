import { ACTIONS } from './actions.js';
import type { Operations } from './answer.js';
import { BRANCHES } from './branches.js';
import { CHECKS } from './checks.js';
import { COMMENTS } from './comments.js';
import { CONTENTS } from './contents.js';
import { ISSUES } from './issues.js';
import { PULLS } from './pulls.js';

/** Everything the loopback GitHub can do, by the description's own names. */
export const OPERATIONS: Operations = {
  ...ACTIONS,
  ...BRANCHES,
  ...CONTENTS,
  ...ISSUES,
  ...COMMENTS,
  ...CHECKS,
  ...PULLS,
};
