/** How one tool counts up at its end, and what it says when all went well. */
export interface Tool {
  readonly name: string;
  /** Literals one of which, or of those of good news, stands in each of its lines; see `Parser.anchors` and `Parser.goodNews`. */
  readonly anchors: readonly string[];
  readonly goodNews?: readonly string[];
  readonly failed: RegExp;
  readonly passed?: RegExp;
}
