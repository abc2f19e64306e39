/**
 * The beginnings of a new tool: `npm run new -- tool NAME [--family FAMILY]`. Writes parser, pattern, scenario and tests,
 * adds the parser to its family (a new one, unless a family is named), and says what to do next. Never writes over a file.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { camel, firstId, type NewTool, toolFiles } from './new-tool.js';
import { ROOT } from './scenario.js';

/** Holds the list of tools that a pattern may name; `log` is its last entry. */
const TOOLS = 'src/core/domain/failure.ts';
const USAGE = 'Usage: npm run new -- tool NAME [--family FAMILY]';

/** @throws Error with a sentence for people */
function toolOf(args: readonly string[]): NewTool {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { family: { type: 'string' } },
    allowPositionals: true,
  });
  const [kind, name = ''] = positionals;
  const { family = name } = values;
  const families = readdirSync(join(ROOT, 'src/knowledge'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'catalogue')
    .map((entry) => entry.name);
  if (kind !== 'tool' || !/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(USAGE);
  if (family !== name && !families.includes(family))
    throw new Error(`${family} is no family; there are ${families.join(', ')}`);
  if (family === name && families.includes(name))
    throw new Error(`${name} is a family already: name the tool itself, with --family ${name}`);
  return { name, family };
}

/** Adds an import and an entry of the list to a file of the form `… = [a, b];`. */
function list(file: string, imported: string, entry: string, opening: RegExp): void {
  const path = join(ROOT, file);
  const text = readFileSync(path, 'utf8');
  const after = text.lastIndexOf('\nimport ');
  const end = text.indexOf('\n', after + 1);
  const withImport = `${text.slice(0, end + 1)}${imported}\n${text.slice(end + 1)}`;
  const whole = withImport.replace(opening, (head) => `${head}${entry}, `);
  if (whole === withImport) throw new Error(`${file} has no list to add ${entry} to`);
  writeFileSync(path, whole);
}

function write(tool: NewTool): readonly string[] {
  const files = toolFiles(tool);
  const there = [...files.keys()].filter((path) => existsSync(join(ROOT, path)));
  if (there.length > 0) throw new Error(`${there.join(', ')} is already there; choose another name`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  const { name, family } = tool;
  const tools = join(ROOT, TOOLS);
  writeFileSync(tools, readFileSync(tools, 'utf8').replace(/(?=\n {2}'log',\n)/, `\n  '${name}',`));
  if (name !== family)
    list(
      `src/knowledge/${family}/index.ts`,
      `import { ${camel(name)} } from './${name}.js';`,
      camel(name),
      /readonly Parser\[\] = \[\s*/,
    );
  else
    list(
      'src/knowledge/families.ts',
      `import { parsers as ${camel(name)} } from './${name}/index.js';`,
      `...${camel(name)}`,
      /TEXT_PARSERS: readonly Parser\[\] = \[\s*/,
    );
  return [...files.keys()];
}

try {
  const tool = toolOf(process.argv.slice(2));
  for (const path of write(tool)) console.log(`wrote ${path}`);
  console.log(`
Next:
  1. scripts/needs.ts: how to find ${tool.name}'s version and how to get it
  2. the scenario: a small project that fails; npm run record -- ${firstId(tool)}
  3. parser and pattern, until npm run lint:fix && npm run bundle && npm run ids && npm test -- ${tool.family} is green
  4. status: stable, once it is the headline of the recorded run`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
