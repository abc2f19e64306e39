import type { Parser } from '../../core/parse/parser.js';
import { antBuild } from './ant-build.js';
import { antJunit } from './ant-junit.js';
import { checkstyle } from './checkstyle.js';
import { gradle } from './gradle.js';
import { gradleTest } from './gradle-test.js';
import { javaUncaught } from './java-uncaught.js';
import { jvmCompiler } from './jvm-compiler.js';
import { maven } from './maven.js';
import { scalatest } from './scalatest.js';
import { springBoot } from './spring-boot.js';
import { surefire } from './surefire.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  antBuild,
  antJunit,
  checkstyle,
  gradle,
  gradleTest,
  javaUncaught,
  jvmCompiler,
  maven,
  scalatest,
  springBoot,
  surefire,
];
