import type { Parser } from '../../core/parse/parser.js';
import { ciEnd } from './ci-end.js';
import { ctrf } from './ctrf.js';
import { githubAnnotations } from './github-annotations.js';
import { junitXml } from './junit-xml.js';
import { testTally } from './tally.js';
import { toolVerdict } from './tool-verdict.js';
import { versions } from './versions.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [ciEnd, ctrf, githubAnnotations, junitXml, toolVerdict, testTally, versions];
