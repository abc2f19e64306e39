import type { Parser } from '../../core/parse/parser.js';
import { cCompiler } from './c-compiler.js';
import { catch2 } from './catch2.js';
import { cmake } from './cmake.js';
import { cppTerminate } from './cpp-terminate.js';
import { ctest } from './ctest.js';
import { googletest } from './googletest.js';
import { loader } from './loader.js';
import { make } from './make.js';
import { nativeMarks } from './marked-tests.js';
import { ocaml } from './ocaml.js';
import { sourceCompiler } from './source-compiler.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  cppTerminate,
  make,
  cCompiler,
  sourceCompiler,
  ocaml,
  ctest,
  googletest,
  catch2,
  cmake,
  loader,
  ...nativeMarks,
];
