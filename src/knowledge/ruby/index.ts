import type { Parser } from '../../core/parse/parser.js';
import { minitest } from './minitest.js';
import { rspec } from './rspec.js';
import { rubyBundler } from './ruby-bundler.js';
import { testUnit } from './test-unit.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [rubyBundler, rspec, minitest, testUnit];
