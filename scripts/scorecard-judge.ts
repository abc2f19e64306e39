import type { Row } from './scorecard-rows.js';

/** A test as vitest's JSON tells of it. */
export interface Result {
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
  readonly failureMessages?: readonly string[];
  /** Milliseconds. */
  readonly duration?: number | null;
  readonly meta?: { readonly figure?: string };
}

export interface Judged {
  /** What was measured. */
  readonly figure: string;
  readonly result: 'passed' | 'FAILED';
  /** What its tests took, one after the other. */
  readonly seconds: number;
  /** Why it failed, a line each. */
  readonly why: readonly string[];
}

/** A row by the tests that name it: all have to have run and passed, and there have to be as many as it asks for, of tests and of the cases in them. */
export function judgeRow({ id, least, full = [] }: Row, all: readonly Result[]): Judged {
  const own = all.filter(({ fullName }) => fullName.includes(`[${id}]`));
  const passed = own.filter(({ status }) => status === 'passed').length;
  const figures = [...new Set(own.flatMap(({ meta }) => meta?.figure ?? []))];
  const why = [
    ...(own.length < least ? [`${own.length} ${own.length === 1 ? 'test' : 'tests'} of at least ${least}`] : []),
    ...own.flatMap(({ fullName, status, failureMessages = [] }) =>
      status === 'passed' ? [] : [`${status}: ${fullName}: ${firstLine(failureMessages[0])}`],
    ),
    ...full.flatMap((said) => (figures.some((figure) => figure.includes(said)) ? [] : [`not all cases: ${said}`])),
  ];
  return {
    figure: [`${passed} of ${Math.max(own.length, least)}`, ...figures].join('; '),
    result: why.length === 0 ? 'passed' : 'FAILED',
    seconds: Math.round(own.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1_000),
    why,
  };
}

function firstLine(message = ''): string {
  return message.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
