import type { Parser } from '../../core/parse/parser.js';
import { apk } from './apk.js';
import { apt } from './apt.js';
import { osError } from './os-error.js';
import { shell } from './shell.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [apk, apt, shell, osError];
