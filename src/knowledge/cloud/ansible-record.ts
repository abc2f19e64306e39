import { jsonObject } from '../../core/json.js';

/** What a module answers in its own words where it says no more than that a command ended badly. */
const EMPTY =
  /^(?:non-zero return code|MODULE FAILURE\b.{0,120}|Command failed.{0,20}|.{0,60}See stdout\/stderr.{0,60})$/i;
/** A field of the record on a line of its own: in JSON, or as the callbacks `yaml` and `debug` print it. */
const FIELD = /^\s{0,16}"?(?<key>msg|stderr|module_stderr|reason)"?: ?(?<value>\S.{0,1000})$/;
const BLOCK = /^(?:\|[-+]?|>[-+]?|'?\|-'?)$/;

/** The record behind the arrow of a failed task: of its fields the one that says why. */
export class AnsibleRecord {
  #said: string | undefined;
  #below: string | undefined;
  /** The field whose text is set in below it. */
  #isBlock: 'said' | 'below' | undefined;

  /** @param text what stands behind the arrow on the same line */
  constructor(text: string) {
    const record = jsonObject(text);
    if (record === undefined) {
      this.#said = /"msg": "(?<said>(?:[^"\\]|\\.){1,800})/.exec(text)?.groups?.['said'];
      return;
    }
    this.#said = textOf(record['msg']);
    this.#below = textOf(record['stderr']) ?? textOf(record['module_stderr']);
  }

  /** Undefined where nothing was said. */
  get message(): string | undefined {
    if (this.#said === undefined || EMPTY.test(this.#said)) return lastLine(this.#below) ?? this.#said;
    return this.#said;
  }

  /** Offers a line of the record; true where it says why. */
  take(text: string): boolean {
    const field = FIELD.exec(text)?.groups;
    if (field === undefined) return this.#go(text);
    const key = field['key'] === 'msg' || field['key'] === 'reason' ? 'said' : 'below';
    const value = (field['value'] as string).replace(/^["']|["'],?$|,$/g, '');
    this.#isBlock = BLOCK.test(value) ? key : undefined;
    if (this.#isBlock !== undefined || value === '') return false;
    if (key === 'said') this.#said ??= value;
    else this.#below ??= value;
    return true;
  }

  /** The first line of a text below its field. */
  #go(text: string): boolean {
    const key = this.#isBlock;
    this.#isBlock = undefined;
    if (key === undefined) return false;
    if (key === 'said') this.#said ??= text.trim();
    else this.#below ??= text.trim();
    return true;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function lastLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim();
}
