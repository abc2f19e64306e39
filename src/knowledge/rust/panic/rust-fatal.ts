import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { unmarked } from '../../../core/parse/marker.js';
import type { Parser, Reading } from '../../../core/parse/parser.js';

/** How Rust's run time ends a process itself, from library/std/src/rt.rs, sys/…/stack_overflow.rs, alloc.rs and panicking.rs. */
const SORTS: readonly { readonly code: string; readonly starts: RegExp }[] = [
  { code: 'stack-overflow', starts: /^thread '(.{1,300})'(?: \(\d+\))? has overflowed its stack/ },
  { code: 'alloc', starts: /^memory allocation of (\d+) bytes failed/ },
  {
    code: 'double-panic',
    starts: /^(?:thread '.{1,300}'(?: \(\d+\))? )?(?:thread )?panicked while (?:processing|panicking)/,
  },
  { code: 'no-unwind', starts: /^thread caused non-unwinding panic/ },
  { code: 'fatal', starts: /^fatal runtime error: / },
];

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
  start(line) {
    const text = unmarked(line.text).trimStart();
    for (const sort of SORTS) {
      const match = sort.starts.exec(text);
      if (match) return reading(line, text, sort.code, sort.code === 'stack-overflow' ? match[1] : undefined);
    }
    return undefined;
  },
};

function reading(start: Line, message: string, code: string, thread: string | undefined): Reading {
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
          message,
          facts: thread === undefined ? {} : { thread },
        }),
      ],
    }),
  };
}
