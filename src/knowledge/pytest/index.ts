import type { Parser } from '../../core/parse/parser.js';
import { pytestConftest } from './pytest-conftest.js';
import { pytestDurations } from './pytest-durations.js';
import { pytestInternal } from './pytest-internal.js';
import { pytestReportlog } from './pytest-reportlog.js';
import { pytestText } from './pytest-text.js';
import { pytestTimeout } from './pytest-timeout.js';
import { pytestUsage } from './pytest-usage.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  pytestConftest,
  pytestInternal,
  pytestReportlog,
  pytestTimeout,
  pytestUsage,
  pytestText,
  pytestDurations,
];
