import type { Parser } from '../../core/parse/parser.js';
import { browserConsole } from './browser-console.js';
import { curlVerbose } from './curl-verbose.js';
import { expectedChain } from './expected-chain.js';
import { har } from './har.js';
import { pageTestsPassed } from './page-tests-passed.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [browserConsole, pageTestsPassed, expectedChain, har, curlVerbose];
