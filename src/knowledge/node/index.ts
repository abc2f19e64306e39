import type { Parser } from '../../core/parse/parser.js';
import { ava } from './ava.js';
import { headedTests } from './headed-tests.js';
import { jasmine } from './jasmine.js';
import { jest } from './jest.js';
import { jsBundler } from './js-bundler.js';
import { karma } from './karma.js';
import { mocha } from './mocha.js';
import { nextPageData } from './next-page-data.js';
import { nextPrerender } from './next-prerender.js';
import { nodeGyp } from './node-gyp.js';
import { nodeTest } from './node-test.js';
import { nodeTrace } from './node-trace.js';
import { npm } from './npm.js';
import { playwright } from './playwright.js';
import { pnpm } from './pnpm.js';
import { swc } from './swc.js';
import { tap } from './tap.js';
import { v8Heap } from './v8-heap.js';
import { vitest } from './vitest.js';
import { vitestList } from './vitest-list.js';
import { webdriverio } from './webdriverio.js';
import { yarn } from './yarn.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  ava,
  ...headedTests,
  jasmine,
  jest,
  jsBundler,
  karma,
  mocha,
  nextPageData,
  nextPrerender,
  nodeGyp,
  nodeTest,
  nodeTrace,
  npm,
  playwright,
  pnpm,
  tap,
  v8Heap,
  vitest,
  vitestList,
  webdriverio,
  yarn,
  swc,
];
