import type { Line } from '../domain/line.js';
import { saysIgnored } from '../parse/ending.js';
import { goesOn } from './continuation.js';
import { Hunk } from './hunk.js';
import type { Ordinary } from './ordinary.js';
import { type Score, scoreOf } from './score.js';
import { type Candidate, Telling } from './telling.js';
import { template } from './template.js';

/** Lines kept while a stretch is read, and of each stretch that is over. */
const MOST_OPEN = 64;
const KEPT_OF_STRETCH = 20;
/** Stretches without end are cut, and only the most telling lines of very many stretches are kept. */
const LONGEST_RUN = 200;
const MOST_KEPT = 400;
/** Templates counted; a log of more is told apart by its first ones. */
const MOST_TEMPLATES = 50_000;
/** A line that only differs from the green log tells less than any word of failure. */
const NEWS = { value: 0.4, reason: 'is not in the log of the run that passed' } as const;

interface Found extends Candidate {
  readonly template: number;
  readonly run: Line[];
}

/**
 * Gathers a text's telling lines in one pass and bounded memory. Of lines with the same template the first is kept; how
 * often each stands in the text makes it less telling.
 */
export class Collector {
  readonly #ordinary: Ordinary | undefined;
  readonly #counts = new Map<number, number>();
  readonly #kept: Found[] = [];
  #open: Found[] = [];
  #seen = new Set<number>();
  #run: Line[] = [];
  #head = '';
  #blank: Line | undefined;
  #muted: 'echo' | 'cleanup' | 'record' | undefined;
  #stretch = 0;
  #step: string | undefined;
  readonly #hunk = new Hunk();

  /** @param ordinary what a run that passed printed, where that is known */
  constructor(ordinary?: Ordinary) {
    this.#ordinary = ordinary;
  }

  /** Whether nothing was gathered so far. */
  get isEmpty(): boolean {
    return this.#open.length === 0 && this.#kept.length === 0;
  }

  /** True while the next line is wanted whatever stands in it; else one with `TELLING_WORDS` is. */
  get isCurious(): boolean {
    return this.#run.length > 0 || this.#ordinary !== undefined || this.#muted === 'record' || this.#hunk.isOpen;
  }

  /**
   * Takes the next line: at least those with one of the words, and all while it is curious.
   * @param mayTell whether one of the words stands in it
   */
  take(line: Line, mayTell: boolean): void {
    if (line.step !== this.#step) this.#begin();
    this.#step = line.step;
    const { text } = line;
    if (this.#hunk.holds(text)) return this.#endRun();
    if (saysIgnored(text)) return this.#forgive(line);
    if (this.#isBorder(line)) return;
    if (text.trim() === '') {
      if (this.#blank === undefined && this.#run.length > 0) this.#blank = line;
      else this.#endRun();
      return;
    }
    const score = this.#judge(text, mayTell);
    if (score !== undefined) this.#add(line, score);
    else if (this.#run.length > 0 && this.#goesOn(text)) this.#grow(line);
    else this.#endRun();
  }

  /** All that was gathered, once the text is over. */
  close(): Telling {
    this.#begin();
    return new Telling(
      this.#kept.map(({ template: each, value, ...rest }) => ({
        ...rest,
        value: this.#discounted(value, each),
      })),
    );
  }

  /**
   * Follows where commands begin and end. The runner's echo of a command repeats words of failure that nobody said, what it
   * does when the job is over explains nothing, and neither does the record PowerShell makes of the first line that a program
   * writes to its error stream: it names an exception whatever the line said.
   */
  #isBorder({ text }: Line): boolean {
    if (/^\s{0,8}\+ CategoryInfo\b/.test(text)) {
      this.#endRun();
      this.#muted = 'record';
    } else if (this.#muted === 'record' && text.trim() === '') this.#muted = undefined;
    const isGroup = text.startsWith('##[group]Run ');
    const isCleanup = text.startsWith('Post job cleanup');
    if (isGroup || isCleanup || /^(?:travis_(?:time|fold):start|The command ")/.test(text)) this.#begin();
    if (isGroup) this.#muted = 'echo';
    else if (isCleanup) this.#muted = 'cleanup';
    const isMuted = this.#muted !== undefined;
    if (this.#muted === 'echo' && text.startsWith('##[endgroup]')) this.#muted = undefined;
    return isMuted;
  }

  /** What a command said just above counts for nothing where nobody minds that it failed. */
  #forgive({ number }: Line): void {
    this.#endRun();
    this.#open = this.#open.filter(({ run }) => run.at(-1)!.last < number - 1);
  }

  #judge(text: string, mayTell: boolean): (Score & { readonly template: number }) | undefined {
    const score = mayTell ? scoreOf(text) : undefined;
    if (score === undefined && this.#ordinary === undefined) return undefined;
    const each = template(text);
    if (this.#ordinary?.hasTemplate(each)) return undefined;
    const count = this.#counts.get(each);
    if (count !== undefined || this.#counts.size < MOST_TEMPLATES) this.#counts.set(each, (count ?? 0) + 1);
    return { ...(score ?? NEWS), template: each };
  }

  #goesOn(text: string): boolean {
    return goesOn(text, this.#head, this.#run.at(-1)?.text) && !(this.#ordinary?.has(text) ?? false);
  }

  #add(line: Line, { value, reason, template: each }: Score & { readonly template: number }): void {
    this.#head = line.text;
    this.#grow(line);
    if (this.#seen.has(each)) return;
    this.#seen.add(each);
    this.#open.push({
      run: this.#run,
      at: this.#run.length - 1,
      stretch: this.#stretch,
      value,
      reason,
      template: each,
    });
    if (this.#open.length > MOST_OPEN) this.#open = this.#best(this.#open, MOST_OPEN / 2);
  }

  #grow(line: Line): void {
    if (this.#run.length >= LONGEST_RUN || line.channel !== (this.#run[0] ?? line).channel) this.#endRun();
    if (this.#blank !== undefined) this.#run.push(this.#blank);
    this.#blank = undefined;
    this.#run.push(line);
  }

  #endRun(): void {
    if (this.#run.length > 0) this.#run = [];
    this.#blank = undefined;
  }

  #begin(): void {
    this.#endRun();
    this.#muted = undefined;
    this.#stretch++;
    if (this.#open.length === 0) return;
    this.#kept.push(...this.#best(this.#open, KEPT_OF_STRETCH));
    this.#open = [];
    this.#seen = new Set();
    if (this.#kept.length > MOST_KEPT)
      this.#kept.splice(0, this.#kept.length, ...this.#best(this.#kept, MOST_KEPT / 2));
  }

  #best(found: readonly Found[], most: number): Found[] {
    const discounted = (each: Found): number => this.#discounted(each.value, each.template);
    return [...found].sort((a, b) => discounted(b) - discounted(a)).slice(0, most);
  }

  #discounted(value: number, each: number): number {
    return value / (1 + 0.5 * Math.log(this.#counts.get(each) ?? 1));
  }
}
