import type { Parser } from '../../core/parse/parser.js';
import { dotnetTest } from './dotnet-test.js';
import { xunit } from './xunit.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [dotnetTest, xunit];
