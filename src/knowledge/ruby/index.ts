import type { Parser } from '../../core/parse/parser.js';
import { rubyBundler } from './ruby-bundler.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [rubyBundler];
