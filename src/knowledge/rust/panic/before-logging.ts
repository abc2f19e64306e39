import type { Line } from '../../../core/domain/line.js';
import { panicHeader } from './panic-header.js';

/**
 * True for a panic that is the first thing a container printed, or that follows only on the same panic of its earlier
 * starts. A container's lines are known by their channel (Compose), or by the nine digits `docker logs --timestamps`
 * gives to seconds.
 * @param before the lines before it in its channel, oldest first; when it is full the beginning is not known
 * @param reach how many lines `before` can hold
 */
export function isBeforeLogging(line: Line, before: readonly Line[], reach: number): boolean {
  const isContainer = (line.channel !== '' && !line.channel.includes('#')) || /\.\d{9}Z$/.test(line.time ?? '');
  return isContainer && before.length < reach && before.every((_, index) => isOfPanic(before, index));
}

/** A panic's header, the message below it, its hint, or nothing. */
function isOfPanic(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (text.trim() === '' || /^(?:note: |stack backtrace:| {1,8}(?:\d{1,3}: |at ))/.test(text)) return true;
  if (panicHeader(text) !== undefined) return true;
  const above = lines[index - 1];
  return above !== undefined && panicHeader(above.text)?.message === '';
}
