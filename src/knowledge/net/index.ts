import type { Parser } from '../../core/parse/parser.js';
import { curl } from './curl.js';
import { curlSilent } from './curl-silent.js';
import { healthBody } from './health-body.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [curl, curlSilent, healthBody];
