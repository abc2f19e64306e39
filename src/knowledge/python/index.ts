import type { Parser } from '../../core/parse/parser.js';
import { coverage } from './coverage.js';
import { doctest } from './doctest.js';
import { green } from './green.js';
import { pip } from './pip.js';
import { pythonFatal } from './python-fatal.js';
import { pythonResolver } from './python-resolver.js';
import { pythonSolvers } from './python-solvers.js';
import { pythonStart } from './python-start.js';
import { pythonSyntax } from './python-syntax.js';
import { pythonTraceback } from './python-traceback.js';
import { structuredTrace } from './structured-trace.js';
import { subunitTrace } from './subunit-trace.js';
import { tox } from './tox.js';
import { trial } from './trial.js';
import { unittest } from './unittest.js';

// What other families may use.
export { DoctestExample } from './doctest-example.js';
export { lookupFacts, withLookup } from './key-lookup.js';
export { type Asked, asked, chainEnds, isChainSentence, PythonChain } from './python-chain.js';
export { isGroup, likelyException, type PythonException, refusedField } from './python-exception.js';
export { fileFrame, isProjectFile, pytestEntry } from './python-frame.js';
export { chainFacts, chainLocation, statement } from './python-traceback.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  tox,
  coverage,
  pip,
  pythonFatal,
  pythonResolver,
  pythonSolvers,
  pythonStart,
  pythonSyntax,
  pythonTraceback,
  unittest,
  trial,
  doctest,
  structuredTrace,
  subunitTrace,
  green,
];
