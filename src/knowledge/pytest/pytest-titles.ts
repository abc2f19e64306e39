import type { PytestBlock } from './pytest-block.js';
import type { Short } from './pytest-line.js';

/** Whether a summary line speaks of the same test as a block: `a.py::TestX::test_y` is titled `TestX.test_y`. */
export function tellsOf(block: PytestBlock, short: Short): boolean {
  const [file = '', ...parts] = short.nodeid.split('::');
  if (parts.length === 0 || block.kind === 'collection')
    return block.name === short.nodeid || isSameFile(block.name, file);
  if ((short.verdict === 'ERROR') !== (block.section === 'ERRORS')) return false;
  const title = titleOf(short.nodeid);
  if (
    block.name === title ||
    block.name === short.nodeid ||
    block.ownName === short.nodeid ||
    block.name === `[doctest] ${title}` ||
    block.name.startsWith(`${title} [`) ||
    block.name.startsWith(`${title} (`)
  )
    return true;
  const begins = short.message.replace(/\.\.\.$/, '');
  if (begins === '') return false;
  return block.closing?.startsWith(begins) ?? (block.name === file && block.failure().message.startsWith(begins));
}

/** How a block is titled: the node id without its file, dots for colons up to the parameters. */
function titleOf(nodeid: string): string {
  const [, rest = ''] = /^.*?\.\w{1,5}::(.*)$/.exec(nodeid) ?? [];
  const bracket = rest.indexOf('[');
  const end = bracket < 0 ? rest.length : bracket;
  return rest.slice(0, end).replaceAll('::', '.') + rest.slice(end);
}

/** Whether two paths may be of one file, seen from different folders. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** A title wider than the terminal, which older versions print between blanks without a rule: ` TestX.test_y[…] `. */
export function bareTitle(text: string): string | undefined {
  return /^ ((?:ERROR (?:at setup of|at teardown of|collecting) )?[A-Za-z_][\w.]{0,300}(?:\[.{1,1000}\])?) ?$/.exec(
    text,
  )?.[1];
}
