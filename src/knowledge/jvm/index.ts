import type { Parser } from '../../core/parse/parser.js';
import { antJunit } from './ant-junit.js';
import { gradle } from './gradle.js';
import { gradleTest } from './gradle-test.js';
import { javaUncaught } from './java-uncaught.js';
import { maven } from './maven.js';
import { scalatest } from './scalatest.js';
import { surefire } from './surefire.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [antJunit, gradle, gradleTest, javaUncaught, maven, scalatest, surefire];
