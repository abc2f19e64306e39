import type { Parser } from '../../core/parse/parser.js';
import { composer } from './composer.js';
import { phpunit } from './phpunit.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [composer, phpunit];
