import type { Parser } from '../../core/parse/parser.js';
import { git } from './git.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [git];
