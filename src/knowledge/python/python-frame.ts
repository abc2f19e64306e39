import type { Location } from '../../core/domain/failure.js';

/** Parts of a path that say: this file was installed, it is not the project's own. */
const INSTALLED = [
  'site-packages',
  'dist-packages',
  '/lib/python',
  '\\lib\\',
  '/_pytest/',
  '<frozen',
  'importlib/__init__',
  'importlib\\__init__',
];

/** Whether a path in a traceback belongs to the project rather than to a library or the interpreter. */
export function isProjectFile(file: string): boolean {
  const path = file.toLowerCase();
  return !path.startsWith('<') && !INSTALLED.some((part) => path.includes(part));
}

/** Reads `  File "app/main.py", line 12, in handler`; the text must not carry any prefix but spaces. */
export function fileFrame(text: string): Location | undefined {
  const start = text.trimStart();
  if (!start.startsWith('File "')) return undefined;
  const close = text.indexOf('"', text.indexOf('"') + 1);
  const line = /^", line (\d+)/.exec(text.slice(close));
  if (close < 0 || line === null) return undefined;
  return { file: text.slice(text.indexOf('"') + 1, close), line: Number(line[1]) };
}

const ENTRY = /^((?:[A-Za-z]:)?[^\s:][^:]*):(\d+)(?:: ?(.*))?$/;

/** Reads pytest's `tests/test_a.py:12: AssertionError`, `app/x.py:3: in load` and `tests/test_a.py:12`; `rest` is what follows. */
export function pytestEntry(text: string): { readonly location: Location; readonly rest: string } | undefined {
  const match = ENTRY.exec(text);
  const file = match?.[1];
  if (file === undefined || !(/\.\w{1,5}$/.test(file) || file.startsWith('<'))) return undefined;
  return { location: { file, line: Number(match?.[2]) }, rest: match?.[3] ?? '' };
}
