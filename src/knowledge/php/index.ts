import type { Parser } from '../../core/parse/parser.js';
import { composer } from './composer.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [composer];
