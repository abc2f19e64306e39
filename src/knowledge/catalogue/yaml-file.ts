import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { type ZodType, z } from 'zod';
import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';

/** Files people write by hand are a page of text; anything larger, deeper or fuller of aliases is none. */
const LARGEST_FILE = 256 * 1024;
const DEEPEST = 64;
const MOST_ALIASES = 20;

export type YamlPath = readonly (string | number)[];

/** A kind of file, and what to advise whoever holds one that is not. */
export interface YamlKind {
  readonly error: 'broken-pattern' | 'broken-configuration' | 'broken-ledger';
  /** What to do where there is no mapping at all. */
  readonly start: string;
}

/**
 * A YAML file from outside, checked against a schema. Whatever is wrong with it is a KnownError of its kind that names
 * file, line and column. Its time is bounded by its size, whatever it holds.
 */
export class YamlFile {
  readonly #path: string;
  readonly #kind: YamlKind;
  readonly #document: Document.Parsed;
  readonly #counter = new LineCounter();

  /** @param path shown in errors */
  constructor(path: string, text: string, kind: YamlKind) {
    this.#path = path;
    this.#kind = kind;
    this.#countLines(text.slice(0, LARGEST_FILE));
    if (text.length > LARGEST_FILE)
      throw this.#error(LARGEST_FILE, `The file is larger than ${LARGEST_FILE / 1024} kB`, 'Split it, or shorten it');
    const deep = tooDeep(text);
    if (deep !== undefined)
      throw this.#error(deep, `The YAML is nested too deeply, more than ${DEEPEST} levels`, 'Write it flatter');
    // Keys are compared in `#refuseOddKeys`: here each would be compared with each.
    this.#document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    const [problem] = this.#document.errors;
    if (problem) throw this.#error(problem.pos[0], problem.message);
    this.#refuseOddKeys();
    this.#refuseAliases();
  }

  /** Nothing but comments. */
  get isEmpty(): boolean {
    const { contents } = this.#document;
    return contents === null || (isScalar(contents) && contents.value === null);
  }

  /** The file's content, as the schema gives it. Throws for the first thing in it that the schema does not allow. */
  check<T extends ZodType>(schema: T): z.output<T> {
    if (!isMap(this.#document.contents)) throw this.#error(0, 'The file holds no mapping', this.#kind.start);
    const parsed = schema.safeParse(this.#value());
    if (parsed.success) return parsed.data;
    throw this.#schemaError(schema, parsed.error.issues);
  }

  /** `file:line:column` of a value, or of the nearest parent there is. */
  placeOf(path: YamlPath): string {
    return this.#place(this.#nearestOffset(path));
  }

  /** What is wrong at a path, and what to try. */
  errorAt(path: YamlPath, what: string, fix?: string): KnownError {
    return this.#error(this.#nearestOffset(path), what, fix);
  }

  #value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (error) {
      throw this.#error(0, (error as Error).message, WITHOUT_ALIASES);
    }
  }

  #countLines(text: string): void {
    this.#counter.addNewLine(0);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#counter.addNewLine(at + 1);
  }

  #refuseOddKeys(): void {
    visit(this.#document, {
      Map: (_, map) => {
        for (const [offset, what, fix] of oddKeys(map)) throw this.#error(offset, what, fix);
      },
    });
  }

  #refuseAliases(): void {
    let count = 0;
    visit(this.#document, {
      Alias: (_, alias) => {
        if (++count > MOST_ALIASES)
          throw this.#error(alias.range?.[0] ?? 0, `There are more than ${MOST_ALIASES} aliases`, WITHOUT_ALIASES);
      },
    });
  }

  #schemaError(schema: ZodType, issues: readonly z.core.$ZodIssue[]): KnownError {
    // A misspelt key is also a missing one: the misspelling is what to point at.
    const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
    if (issue === undefined) return this.#error(0, 'The file does not follow the format');
    const path = issue.path as (string | number)[];
    const name = path.join('.') || 'the file';
    if (issue.code === 'unrecognized_keys') return this.#unknownKey(schema, path, name, issue.keys);
    if (issue.code === 'invalid_key')
      return this.#error(
        this.#offsetOfKey(path) ?? 0,
        `'${path.at(-1)}' ${lowerFirst(issue.issues[0]?.message ?? '')}`,
      );
    const isMissing =
      issue.code === 'invalid_type' && issue.input === undefined && this.#document.getIn(path) === undefined;
    if (isMissing) return this.errorAt(path.slice(0, -1), `'${name}' is missing`);
    return this.errorAt(path, `'${name}' ${lowerFirst(issue.message)}`);
  }

  #unknownKey(schema: ZodType, path: YamlPath, name: string, keys: readonly string[]): KnownError {
    const known = keysAt(schema, path);
    const meant = nearest(keys[0] ?? '', known);
    return this.#error(
      this.#offsetOfKey([...path, keys[0] ?? '']) ?? 0,
      `Unknown key '${keys.join("', '")}' in ${name}`,
      meant === undefined ? `The keys here are ${known.join(', ')}` : `Did you mean '${meant}'?`,
    );
  }

  /** The key or value of a path, or the nearest parent there is. */
  #nearestOffset(path: YamlPath): number {
    for (let length = path.length; length >= 0; length--) {
      const offset = this.#offsetOf(path.slice(0, length));
      if (offset !== undefined) return offset;
    }
    return 0;
  }

  #offsetOf(path: YamlPath): number | undefined {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    return isNode(node) && node.range ? node.range[0] : this.#offsetOfKey(path);
  }

  #offsetOfKey(path: YamlPath): number | undefined {
    const parent = path.length > 1 ? this.#document.getIn(path.slice(0, -1), true) : this.#document.contents;
    const key = isMap(parent)
      ? parent.items.find((pair) => isPair(pair) && String(pair.key) === path.at(-1))?.key
      : undefined;
    return isNode(key) ? key.range?.[0] : undefined;
  }

  #place(offset: number): string {
    const { line, col } = this.#counter.linePos(offset);
    return `${this.#path}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  }

  #error(offset: number, what: string, fix?: string): KnownError {
    return new KnownError(this.#kind.error, { where: this.#place(offset), what, ...(fix !== undefined && { fix }) });
  }
}

const WITHOUT_ALIASES = 'Write the values out instead of using aliases';

/** Where the nesting becomes too deep to be meant; found before anything is built that deep. */
function tooDeep(text: string): number | undefined {
  if (mostLevels(text) < DEEPEST - 4) return undefined;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const before = parser.offset;
    // Documents it ends are of no interest here.
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return before;
  }
  return undefined;
}

/**
 * At least as many levels as a text can have: in a block each second one begins farther to the right, on one line each begins with
 * a mark, in between brackets with one of them. Most files have few of all, and need not be read twice.
 */
function mostLevels(text: string): number {
  const brackets = text.split(/[[{]/).length;
  return text.split('\n').reduce((most, line) => {
    const marks = line.slice(leadOf(line)).split(/[:?-]/).length;
    return Math.max(most, 2 * leadOf(line) + marks + brackets);
  }, 0);
}

/** How much of a line is blanks and marks of lists. */
function leadOf(line: string): number {
  const at = line.search(/[^\s:?-]/);
  return at < 0 ? line.length : at;
}

/** Keys that stand twice in one mapping, are no text, or would be more than a key to the program that reads them. */
function* oddKeys(map: YAMLMap): Generator<[offset: number, what: string, fix?: string]> {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const offset = (isNode(key) ? key.range?.[0] : undefined) ?? map.range?.[0] ?? 0;
    if (!isScalar(key)) yield [offset, 'A key is no text', 'Write a plain word before the colon'];
    const name = String(isScalar(key) ? key.value : key);
    if (name === '__proto__') yield [offset, `'${name}' cannot be a key`, 'Leave it out'];
    if (seen.has(name)) yield [offset, `The key '${name}' is not unique`, 'Leave one of them out'];
    seen.add(name);
  }
}

/** The keys a schema knows at a path. */
function keysAt(schema: ZodType, path: YamlPath): string[] {
  type Node = { properties?: Record<string, Node>; items?: Node; additionalProperties?: Node; anyOf?: Node[] };
  // What may be left empty is described as itself or nothing.
  const itself = (node: Node | undefined): Node | undefined => node?.anyOf?.[0] ?? node;
  let node = itself(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node);
  for (const step of path)
    node = itself(typeof step === 'number' ? node?.items : (node?.properties?.[step] ?? node?.additionalProperties));
  return Object.keys(node?.properties ?? {});
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
