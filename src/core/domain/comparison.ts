/** A condition on a fact of a failure, e.g. `> 1000`, `!= 0`, `137|139`. */
export interface Comparison {
  readonly operator: '>' | '>=' | '<' | '<=' | '=' | '!=';
  /** What it is compared with: a number, or words with `|` between them. */
  readonly wanted: string;
}

/** Takes a condition apart; without an operator it asks for the same. */
export function comparisonOf(condition: string): Comparison {
  const [, operator = '=', wanted = ''] = /^(>=|<=|!=|>|<|=)?\s*(.*)$/.exec(condition.trim()) ?? [];
  return { operator: operator as Comparison['operator'], wanted };
}

/** Whether it compares with one number. */
export function isNumeric({ wanted }: Comparison): boolean {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(wanted);
}
