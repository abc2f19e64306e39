import type { Parser } from '../../core/parse/parser.js';
import { ginkgo } from './ginkgo.js';
import { goPanic } from './go-panic.js';
import { goTest } from './go-test.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [ginkgo, goPanic, goTest];
