import type { Parser } from '../../core/parse/parser.js';
import { goPanic } from './go-panic.js';
import { goTest } from './go-test.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [goPanic, goTest];
