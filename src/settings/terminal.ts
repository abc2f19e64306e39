/** What is known of where the report is printed. */
export interface Terminal {
  readonly colour: boolean;
  /** Characters in a line. */
  readonly width: number;
  /** Whether a report is told on one screen. */
  readonly brief?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_WIDTH = 80;

/**
 * Colour only on a terminal that can show it. NO_COLOR (no-color.org) switches it off, FORCE_COLOR on, any value but
 * empty and FORCE_COLOR=0.
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Environment,
): Terminal {
  const { NO_COLOR: never = '', FORCE_COLOR: forced = '', TERM: kind = '' } = env;
  const able = stream.isTTY === true && kind !== 'dumb';
  const colour = never === '' && (forced === '' ? able : forced !== '0');
  return { colour, width: Math.min(120, Math.max(40, stream.columns ?? USUAL_WIDTH)) };
}

/** Whether stacks of unforeseen failures are wanted. */
export function isDebug(env: Environment): boolean {
  return env['WHYDUNIT_DEBUG'] === '1';
}
