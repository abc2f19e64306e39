/** What the labels below the source code say of a line, by what it is to the failure. Facts: rustc_borrowck/src/borrowck_errors.rs and diagnostics/*.rs. */
const LABELS: readonly { readonly fact: string; readonly expression: RegExp }[] = [
  { fact: 'moved', expression: /\bvalue (?:partially )?moved (?:here|into )/ },
  { fact: 'later', expression: /\blater (?:used|captured|stored)\b/ },
  { fact: 'dropped', expression: /\bdropped here while still borrowed|\bis freed at the end of this statement/ },
  { fact: 'borrowed', expression: /\bborrow (?:of `[^`]{1,200}` )?occurs here|\bis borrowed here\b/ },
];
const NUMBERED = /^\s*(\d{1,7}) {1,7}\|/;
const OTHER_FILE = /^\s*(?:-->|:::) /;

/** The lines of the source that a diagnostic's labels are about. */
export class Labels {
  readonly #lines = new Map<string, number>();
  #line: number | undefined;
  #isElsewhere = false;

  /** @param place whether this line says where the failure is */
  read(text: string, place: boolean): void {
    if (OTHER_FILE.test(text) && !place) this.#isElsewhere = true;
    if (this.#isElsewhere) return;
    const number = NUMBERED.exec(text)?.[1];
    if (number !== undefined) {
      this.#line = Number(number);
      return;
    }
    for (const { fact, expression } of LABELS)
      if (this.#line !== undefined && !this.#lines.has(fact) && expression.test(text))
        this.#lines.set(fact, this.#line);
  }

  /** `line 13` by fact, without those that are about the failing line itself. */
  facts(failing: number | undefined): Readonly<Record<string, string>> {
    const others = [...this.#lines].filter(([, line]) => line !== failing);
    return Object.fromEntries(others.map(([fact, line]) => [fact, `line ${line}`]));
  }
}
