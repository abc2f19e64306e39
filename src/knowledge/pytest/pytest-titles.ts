import type { PytestBlock } from './pytest-block.js';
import { isSameFile, type Short } from './pytest-line.js';

/** The block that a summary line speaks of: of several of one title the one whose file it names, else the first. */
export function blockOf(blocks: readonly PytestBlock[], short: Short): PytestBlock | undefined {
  const file = short.nodeid.split('::', 1)[0] ?? '';
  let first: PytestBlock | undefined;
  for (const block of blocks) {
    if (block.claimed || !tellsOf(block, short)) continue;
    if (block.file !== undefined && isSameFile(block.file, file)) return block;
    first ??= block;
  }
  return first;
}

/** Whether a summary line speaks of the same test as a block: `a.py::TestX::test_y` is titled `TestX.test_y`. */
function tellsOf(block: PytestBlock, short: Short): boolean {
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

/** A title wider than the terminal, which older versions print between blanks without a rule: ` TestX.test_y[…] `. */
export function bareTitle(text: string): string | undefined {
  return /^ ((?:ERROR (?:at setup of|at teardown of|collecting) )?[A-Za-z_][\w.]{0,300}(?:\[.{1,1000}\])?) ?$/.exec(
    text,
  )?.[1];
}
