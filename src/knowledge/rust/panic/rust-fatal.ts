import type { Failure } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { unmarked } from '../../../core/parse/marker.js';
import type { Parser, Reading } from '../../../core/parse/parser.js';
import { panicHeader } from './panic-header.js';

/** How Rust's run time ends a process itself, from library/std/src/rt.rs, sys/…/stack_overflow.rs, alloc.rs and panicking.rs. */
const SORTS: readonly { readonly code: string; readonly starts: RegExp }[] = [
  { code: 'stack-overflow', starts: /^thread '(.{1,300})'(?: \(\d+\))? has overflowed its stack/ },
  { code: 'alloc', starts: /^memory allocation of (\d+) bytes failed/ },
  {
    code: 'double-panic',
    starts: /^(?:thread '.{1,300}'(?: \(\d+\))? )?(?:thread )?panicked while (?:processing|panicking)/,
  },
  { code: 'no-unwind', starts: /^thread caused non-unwinding panic/ },
  { code: 'stack-overflow', starts: /^fatal runtime error: stack overflow/ },
  { code: 'fatal', starts: /^fatal runtime error: / },
];

const PANIC_ENDS = new Set(['double-panic', 'no-unwind', 'fatal']);

/** A process that Rust's run time aborted: stack overflow, failed allocation, panic while panicking. */
export const rustFatal: Parser = {
  name: 'rust-fatal',
  anchors: [
    'has overflowed its stack',
    'fatal runtime error: ',
    'memory allocation of ',
    'panicked while p',
    'non-unwinding panic',
  ],
  start(line, before) {
    const text = unmarked(line.text).trimStart();
    for (const sort of SORTS) {
      const match = sort.starts.exec(text);
      if (match) return reading(line, text, sort.code, match[1], isOfPanic(sort.code, before) ? 'wrapper' : 'cause');
    }
    return undefined;
  },
};

/** A panic that may not go on unwinding says why before: the abort only ends it. */
function isOfPanic(code: string, before: readonly Line[]): boolean {
  return PANIC_ENDS.has(code) && before.some(({ text }) => panicHeader(text) !== undefined);
}

function reading(start: Line, message: string, code: string, name: string | undefined, role: Failure['role']): Reading {
  const thread = code === 'stack-overflow' ? name : undefined;
  const excerpt = new Excerpt().add(start, true);
  return {
    next(line) {
      const goesOn = /^\s*(?:fatal runtime error: |Aborted|Aborting|stack backtrace:|\d+: |at |$)/.test(line.text);
      if (!goesOn || excerpt.size > 200) return 'refused';
      if (line.text.trim() === '') return 'refused';
      excerpt.add(line, line.text.includes('fatal runtime error'));
      return 'more';
    },
    end: () => ({
      failures: [
        excerpt.failure({
          tool: 'rust',
          kind: 'signal',
          ...(thread !== undefined && { name: thread }),
          code,
          role,
          message,
          facts: thread === undefined ? {} : { thread },
        }),
      ],
    }),
  };
}
