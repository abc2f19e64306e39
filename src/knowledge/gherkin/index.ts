import type { Parser } from '../../core/parse/parser.js';
import { scenario } from './scenario.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [scenario];
