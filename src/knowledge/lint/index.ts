import type { Parser } from '../../core/parse/parser.js';
import { eslint } from './eslint.js';
import { mypy } from './mypy.js';
import { preCommit } from './pre-commit.js';
import { prettier } from './prettier.js';
import { pythonFormat } from './python-format.js';
import { ruff } from './ruff.js';
import { rustfmt } from './rustfmt.js';
import { styleCheck } from './style-check.js';
import { tsc } from './tsc.js';
import { yamllint } from './yamllint.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  yamllint,
  eslint,
  mypy,
  preCommit,
  prettier,
  pythonFormat,
  ruff,
  tsc,
  rustfmt,
  styleCheck,
];
