import type { Line } from '../../../core/domain/line.js';
import { panicHeader } from './panic-header.js';

/**
 * True for a panic that is the first thing a container printed, or that follows only on the same panic of its earlier
 * starts. A container's lines are known by its name in front (Compose, a Swarm service, `kubectl logs --prefix`), or by the
 * nine digits that engines give to seconds. A journal's programs are no containers, and a journal seldom begins with them.
 * @param before the lines before it in its channel, oldest first; when it is full the beginning is not known
 * @param reach how many lines `before` can hold
 */
export function isBeforeLogging(line: Line, before: readonly Line[], reach: number): boolean {
  if (!isOfContainer(line)) return false;
  // What no container printed, or another engine's line, is none of its log.
  const own = before.filter(isOfContainer);
  const isFull = before.length >= reach && before[0] !== undefined && isOfContainer(before[0]);
  return !isFull && own.every((_, index) => isOfPanic(own, index));
}

/** A panic's header, the message below it, its hint, or nothing. */
function isOfPanic(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (text.trim() === '' || /^(?:note: |stack backtrace:| {1,8}(?:\d{1,3}: |at ))/.test(text)) return true;
  if (panicHeader(text) !== undefined) return true;
  const above = lines[index - 1];
  return above !== undefined && panicHeader(above.text)?.message === '';
}

function isOfContainer({ channel, printed, time = '' }: Line): boolean {
  if (/\.\d{9}Z$/.test(time)) return true;
  const [name = ''] = channel.split('/');
  return name !== '' && !channel.includes('#') && (printed.startsWith(name) || printed.startsWith('[pod/'));
}
