import type { Parser } from '../../core/parse/parser.js';
import { collision } from './collision.js';
import { composer } from './composer.js';
import { phpunit } from './phpunit.js';
import { phpunitTestdox } from './phpunit-testdox.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [collision, composer, phpunit, phpunitTestdox];
