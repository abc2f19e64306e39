import type { Parser } from '../../core/parse/parser.js';
import { memray } from './memray.js';
import { metricsJson } from './metrics-json.js';
import { prometheusText } from './prometheus-text.js';
import { pstats } from './pstats.js';
import { tracemalloc } from './tracemalloc.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [memray, metricsJson, prometheusText, pstats, tracemalloc];
