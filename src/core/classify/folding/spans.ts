/** First and last line of something. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

interface Entry<Value> {
  readonly span: Span;
  readonly value: Value;
}

/** Finds among many spans of one stretch of lines one that touches another span, in logarithmic time. */
export class Spans<Value> {
  readonly #stretches = new Map<string, Entry<Value>[]>();
  readonly #sorted = new Map<string, readonly Entry<Value>[]>();

  add(stretch: string, span: Span, value: Value): void {
    const entries = this.#stretches.get(stretch);
    if (entries) entries.push({ span, value });
    else this.#stretches.set(stretch, [{ span, value }]);
  }

  /** The value of a span that has a line in common with these, or none. All spans must have been added. */
  touching(stretch: string, { first, last }: Span): Value[] {
    const reaching = this.#reaching(stretch);
    let low = 0;
    let high = reaching.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reaching[middle]!.span.first <= last) low = middle + 1;
      else high = middle;
    }
    const entry = reaching[low - 1];
    return entry && entry.span.last >= first ? [entry.value] : [];
  }

  /** For each span in order of first lines: the one that reaches farthest of those up to it. */
  #reaching(stretch: string): readonly Entry<Value>[] {
    const known = this.#sorted.get(stretch);
    if (known) return known;
    const sorted = [...(this.#stretches.get(stretch) ?? [])].sort((a, b) => a.span.first - b.span.first);
    let farthest = sorted[0];
    const reaching = sorted.map((entry) => {
      if (entry.span.last > farthest!.span.last) farthest = entry;
      return { span: { first: entry.span.first, last: farthest!.span.last }, value: farthest!.value };
    });
    this.#sorted.set(stretch, reaching);
    return reaching;
  }
}
