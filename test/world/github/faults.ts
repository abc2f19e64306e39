/** Something that goes wrong with requests that fit, for as many of them as `times` says. */
export interface Fault {
  readonly method: string;
  /** Part of the path; absent: any. */
  readonly path?: string;
  /** How many fitting requests it strikes; absent: all of them. */
  readonly times?: number;
  /** `stored`: the request is carried out first, only its answer is lost. */
  readonly when?: 'refused' | 'stored';
  /** What the client sees: an answer, or the connection torn down, or nothing at all. */
  readonly shows:
    | { readonly status: number; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
    | 'reset'
    | 'silence';
}

/** The faults set up for a server, used up as they strike. */
export class Faults {
  readonly #left: { fault: Fault; times: number }[] = [];

  add(fault: Fault): void {
    this.#left.push({ fault, times: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** The first fault that strikes this request; it counts as one strike. */
  strike(method: string, path: string): Fault | undefined {
    const struck = this.#left.find(
      ({ fault, times }) => times > 0 && fault.method === method && path.includes(fault.path ?? ''),
    );
    if (struck === undefined) return undefined;
    struck.times--;
    return struck.fault;
  }
}
