/** The files a new tool begins with, as texts: see `npm run new`. They pass the types and the linter and fail one test. */

/** What the tool is called, and where it goes. */
export interface NewTool {
  /** Lower-case letters, digits and dashes: `yamllint`. */
  readonly name: string;
  /** The folder of `src/knowledge`; the tool's own name when it begins one. */
  readonly family: string;
}

/** `family/name` of the tool's first pattern and of its first scenario. */
export function firstId({ name, family }: NewTool): string {
  return name === family ? `${name}/failed` : `${family}/${name}`;
}

/** `yaml-lint` → `yamlLint`. */
export function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

const pascal = (name: string) => camel(name).replace(/^./, (letter) => letter.toUpperCase());

/** Path below the project's root → content, of every file that is written anew. */
export function toolFiles(tool: NewTool): Map<string, string> {
  const { name, family } = tool;
  const last = firstId(tool).split('/')[1] as string;
  return new Map([
    [`src/knowledge/${family}/${name}.ts`, parser(tool)],
    [`src/knowledge/${family}/patterns/${last}.yaml`, pattern(tool)],
    [`fixtures/${family}/${last}/scenario.yaml`, scenario(tool)],
    [`test/knowledge/${family}/${name}.test.ts`, test(tool)],
    ...(name === family
      ? ([
          [`src/knowledge/${family}/index.ts`, index(tool)],
          [`test/knowledge/${family}/family.test.ts`, `import { holds } from '../family.js';\n\nholds('${family}');\n`],
        ] as const)
      : []),
  ]);
}

function parser({ name }: NewTool): string {
  return `import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** How a failure begins. TODO: the words of ${name}'s own source, in all its versions. */
const ERROR = /^${name}: error: (?<message>.{1,800})$/;
/** TODO: what belongs to it: an indented line, a frame, a summary. */
const MORE = /^\\s{2,}\\S/;
const MOST_LINES = 200;

/** What ${name} prints when it fails. TODO: one line that shows the form. */
export const ${camel(name)}: Parser = {
  name: '${name}',
  // Literals one of which every first line holds, at least 4 bytes, as rare in green logs as possible.
  anchors: ['${name}: error: '],
  start(line) {
    const match = ERROR.exec(line.text);
    return match === null ? undefined : new ${pascal(name)}Reading(line, match.groups?.['message'] ?? '');
  },
};

class ${pascal(name)}Reading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;

  constructor(line: Line, message: string) {
    this.#excerpt.add(line, true);
    this.#message = message;
  }

  next(line: Line): 'more' | 'refused' {
    if (!MORE.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end(): Findings {
    return { failures: [this.#excerpt.failure({ tool: '${name}', kind: 'command', message: this.#message })] };
  }
}
`;
}

function index({ name }: NewTool): string {
  return `import type { Parser } from '../../core/parse/parser.js';
import { ${camel(name)} } from './${name}.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [${camel(name)}];
`;
}

function pattern({ name }: NewTool): string {
  return `# yaml-language-server: $schema=../../catalogue/pattern.schema.json
title: ${name} failed
severity: P1
cause: code
status: draft
when:
  tools: [${name}]
  kinds: [command]
root_cause: |
  ${name} ended with {failure.message}
fix:
  - text: Repair what the marked line names.
verify: ['${name}']
prevention: [Say what keeps it from coming back.]
see: []
examples:
  match:
    - log: |
        ${name}: error: replace this line by one that ${name} printed
  no_match:
    - because: it did not fail
      log: '${name}: done'
`;
}

function scenario(tool: NewTool): string {
  const { name } = tool;
  return `title: ${name} fails as it usually does
expect: ${firstId(tool)}
proof: 'a part of the line that proves it'
needs: [${name}]
run: '${name} --an-argument-that-fails'
exit: 1
`;
}

function test(tool: NewTool): string {
  const { name, family } = tool;
  return `import { expect, test } from 'vitest';
import { ${camel(name)} } from '../../../src/knowledge/${family}/${name}.js';
import { recorded, runParser } from '../run-parser.js';

test('reads what ${name} prints when it fails', () => {
  const { failures } = runParser(${camel(name)}, recorded('${firstId(tool)}'));
  expect(failures, 'teach src/knowledge/${family}/${name}.ts the form that was recorded').toMatchObject([
    { tool: '${name}', message: 'write here what the recorded failure says' },
  ]);
});

test('is silent over what ${name} prints when all is well', () => {
  expect(runParser(${camel(name)}, '${name}: done').failures).toEqual([]);
});
`;
}
