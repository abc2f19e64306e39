import { parseArgs } from 'node:util';
import { SEVERITIES } from '../core/domain/pattern.js';
import { KnownError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import {
  COMMANDS,
  type CommandName,
  DOCUMENT_KINDS,
  FAIL_ON,
  FORMATS,
  OPTIONS,
  PATTERN_ACTIONS,
  type PatternAction,
  SHELLS,
} from './command-line.js';
import type {
  BatchRequest,
  CollectRequest,
  CompletionRequest,
  DiagnoseRequest,
  ExplainRequest,
  GateRequest,
  Manner,
  MergeRequest,
  PatternsRequest,
  ReportRequest,
  Request,
} from './requests.js';

/**
 * Reads the arguments after the program's name.
 * @param exists tells a file from a mistyped command
 * @throws KnownError for anything that cannot be meant
 */
export function parseArguments(args: readonly string[], exists: (path: string) => boolean): Request {
  const { words, options } = splitArguments(args);
  if (options.has('version')) return { command: 'version' };
  const asked = wordFor(words, exists);
  if (asked !== undefined) return asked;
  if (options.has('help')) return { command: 'help', ...topicOf(words[0]?.text) };
  const [command, operands] = commandOf(words, exists);
  refuseForeign(options, command);
  if (command === 'patterns') return patternsRequest(operands, options);
  if (command === 'explain') return explainRequest(operands, options);
  if (command === 'batch') return batchRequest(operands, options);
  if (command === 'completion') return completionRequest(operands);
  if (command === 'report') return reportRequest(operands, options);
  if (command === 'collect') return collectRequest(operands, options);
  if (command === 'gate') return gateRequest(operands, options);
  if (command === 'merge') return mergeRequest(operands, options);
  return diagnoseRequest(operands, options);
}

/** @throws KnownError as `parseArguments` does */
export function mannerOf(args: readonly string[]): Manner {
  const { options } = splitArguments(args);
  return { quiet: options.has('quiet'), colourless: options.has('no-color') };
}

type Options = ReadonlyMap<string, readonly string[]>;

interface Words {
  /** Positional arguments; `literal` came after `--` and is no command. */
  readonly words: readonly { readonly text: string; readonly literal: boolean }[];
  /** Options by name, with their values in order; a switch has ''. */
  readonly options: Options;
}

/** node:util does the splitting; the judging is ours, so that every mistake gets its own words on every version of Node. */
function splitArguments(args: readonly string[]): Words {
  const table = Object.fromEntries(
    OPTIONS.map((option) => [
      option.name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(option.short !== undefined && { short: option.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: args.map((arg) => (arg === '-v' ? '--version' : arg)),
    options: table,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: { text: string; literal: boolean }[] = [];
  const options = new Map<string, string[]>();
  let literal = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') literal = true;
    else if (token.kind === 'positional') words.push({ text: token.value, literal });
    else
      options.set(token.name, [
        ...(options.get(token.name) ?? []),
        optionValue(token.name, token.rawName, token.value, token.inlineValue === true),
      ]);
  }
  return { words, options };
}

function optionValue(name: string, written: string, value: string | undefined, inline: boolean): string {
  const option = OPTIONS.find((candidate) => candidate.name === name);
  if (option === undefined) {
    const meant = nearest(
      name,
      OPTIONS.map((candidate) => candidate.name),
    );
    throw new KnownError('unknown-option', {
      where: written,
      what: 'is no option of whydunit',
      ...(meant !== undefined && { fix: `Did you mean --${meant}?` }),
    });
  }
  if (option.value === undefined) {
    if (value !== undefined)
      throw new KnownError('bad-option', { where: written, what: 'takes no value', fix: `Write --${name} alone` });
    return '';
  }
  if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
    throw new KnownError('bad-option', {
      where: written,
      what: 'needs a value',
      fix: `Write --${name} ${option.value}`,
    });
  }
  return value;
}

/** The first word names the command, if it is one; diagnose needs no name. */
function commandOf(words: Words['words'], exists: (path: string) => boolean): [CommandName, readonly string[]] {
  const [first] = words;
  const texts = words.map((word) => word.text);
  if (first === undefined || first.literal) return ['diagnose', texts];
  const command = COMMANDS.find((name) => name === first.text);
  if (command !== undefined) return [command, texts.slice(1)];
  const meant = /^[a-z]+$/.test(first.text) && !exists(first.text) ? nearest(first.text, COMMANDS) : undefined;
  if (meant !== undefined)
    throw new KnownError('unknown-command', {
      where: first.text,
      what: 'is neither a command nor a file',
      fix: `Did you mean ${meant}?`,
    });
  return ['diagnose', texts];
}

/** `help`, `help COMMAND` and `version` as words; a file of that name is a file. */
function wordFor(words: Words['words'], exists: (path: string) => boolean): Request | undefined {
  const [first, second] = words;
  if (first === undefined || first.literal || exists(first.text)) return undefined;
  if (first.text === 'version') return { command: 'version' };
  return first.text === 'help' ? { command: 'help', ...topicOf(second?.text) } : undefined;
}

function topicOf(word: string | undefined): { readonly topic?: CommandName } {
  const topic = COMMANDS.find((name) => name === word);
  return topic === undefined ? {} : { topic };
}

function refuseForeign(options: Options, command: CommandName): void {
  for (const name of options.keys()) {
    const option = OPTIONS.find((candidate) => candidate.name === name);
    if (option?.commands.includes(command) === false) {
      throw new KnownError('bad-option', {
        where: `--${name}`,
        what: `does not belong to ${command}`,
        fix: `It belongs to ${option.commands.join(' and ')}`,
      });
    }
  }
}

function patternsRequest(operands: readonly string[], options: Options): PatternsRequest {
  const [from, baseline] = [options.get('from')?.at(-1), options.get('baseline')?.at(-1)];
  const { action, operands: rest } = patternAction(operands, from !== undefined);
  const [tool, search] = [options.get('tool')?.at(-1), options.get('search')?.at(-1)];
  const severity = choice('severity', options, SEVERITIES);
  const filter = { ...(tool !== undefined && { tool }), ...(severity && { severity }), ...(search && { search }) };
  const json = options.has('json');
  const foreign = from !== undefined ? action !== 'new' && '--from' : baseline !== undefined && '--baseline';
  if (foreign)
    throw new KnownError('bad-option', {
      where: foreign,
      what: `does not belong to patterns ${action}`,
      fix: 'Write whydunit patterns new --from REPORT.json [--baseline GREEN.log] [LOG…]',
    });
  if (action !== 'list' && (json || Object.keys(filter).length > 0))
    throw new KnownError('bad-option', {
      where: `patterns ${action}`,
      what: 'takes no filter',
      fix: 'They belong to patterns list',
    });
  return {
    command: 'patterns',
    action,
    operands: rest,
    patterns: options.get('patterns') ?? [],
    filter,
    json,
    ...(from !== undefined && { from }),
    ...(baseline !== undefined && { baseline }),
  };
}

function explainRequest(operands: readonly string[], options: Options): ExplainRequest {
  const text = operands.join('\n');
  if (text.trim() === '')
    throw new KnownError('no-input', {
      where: 'explain',
      what: 'needs a line to explain',
      fix: `Write whydunit explain 'error[E0382]: borrow of moved value'`,
    });
  return {
    command: 'explain',
    text,
    format: choice('format', options, FORMATS) ?? 'terminal',
    patterns: options.get('patterns') ?? [],
    ...outputOf(options),
  };
}

function batchRequest([word]: readonly string[], options: Options): BatchRequest {
  if (word !== undefined && word !== '-')
    throw new KnownError('bad-option', {
      where: `batch ${word}`,
      what: 'reads its records from standard input',
      fix: `Write whydunit batch < ${word}`,
    });
  const resume = options.get('resume')?.at(-1);
  const [jobs, unordered] = [options.get('jobs')?.at(-1) ?? '1', options.has('unordered')];
  if (!/^[1-9]\d{0,2}$/.test(jobs))
    throw new KnownError('bad-option', {
      where: `--jobs ${jobs}`,
      what: 'is no number of processes',
      fix: 'Write --jobs 4',
    });
  const patterns = options.get('patterns') ?? [];
  return { command: 'batch', patterns, jobs: Number(jobs), unordered, ...(resume !== undefined && { resume }) };
}

function completionRequest([word]: readonly string[]): CompletionRequest {
  const shell = SHELLS.find((name) => name === word);
  if (shell === undefined)
    throw new KnownError('bad-option', {
      where: 'completion',
      what: 'needs to know the shell',
      fix: `Write whydunit completion ${SHELLS.join('|')}`,
    });
  return { command: 'completion', shell };
}

function patternAction(
  operands: readonly string[],
  drafts: boolean,
): { action: PatternAction; operands: readonly string[] } {
  const [word, ...rest] = operands;
  const usage = 'Write whydunit patterns list, show ID, test [GLOB] or new FAMILY/NAME';
  if (word === undefined)
    throw new KnownError('unknown-command', { where: 'patterns', what: 'needs to know what to do', fix: usage });
  const action = PATTERN_ACTIONS.find((name) => name === word);
  if (action === undefined) {
    const meant = nearest(word, PATTERN_ACTIONS);
    throw new KnownError('unknown-command', {
      where: `patterns ${word}`,
      what: 'is no command',
      fix: meant === undefined ? usage : `Did you mean patterns ${meant}?`,
    });
  }
  if ((action === 'show' || (action === 'new' && !drafts)) && rest.length !== 1) {
    throw new KnownError('bad-option', {
      where: `patterns ${action}`,
      what: 'needs exactly one pattern id',
      fix: `Write whydunit patterns ${action} FAMILY/NAME`,
    });
  }
  if (action === 'list' && rest.length > 0)
    throw new KnownError('bad-option', {
      where: `patterns list ${rest[0]}`,
      what: 'takes no further words',
      fix: 'Write whydunit patterns show ID for one of them',
    });
  return { action, operands: rest };
}

function reportRequest(operands: readonly string[], options: Options): ReportRequest {
  const fix = `Write whydunit report --kind ${DOCUMENT_KINDS.join('|')} REPORT.json`;
  const [path, ...rest] = operands;
  if (path === undefined || path === '' || rest.length > 0)
    throw new KnownError('bad-option', { where: 'report', what: 'needs exactly one report', fix });
  const kind = choice('kind', options, DOCUMENT_KINDS);
  if (kind === undefined) throw new KnownError('bad-option', { where: 'report', what: 'needs --kind', fix });
  return { command: 'report', kind, path, ...outputOf(options) };
}

function collectRequest(operands: readonly string[], options: Options): CollectRequest {
  const [word] = operands;
  if (word !== undefined)
    throw new KnownError('bad-option', {
      where: `collect ${word}`,
      what: 'takes no further words',
      fix: `Write --containers ${word} for a container, --output ${word} for a folder`,
    });
  const output = options.get('output')?.at(-1);
  if (output === '-')
    throw new KnownError('bad-option', { where: '--output -', what: 'is no place for a folder', fix: 'Name a folder' });
  return { command: 'collect', ...(output !== undefined && { output }), containers: options.get('containers') ?? [] };
}

function mergeRequest(paths: readonly string[], options: Options): MergeRequest {
  const config = options.get('config')?.at(-1);
  if (paths.length === 0)
    throw new KnownError('no-input', {
      where: 'merge',
      what: 'No report was named',
      fix: 'Write whydunit merge REPORT.json REPORT.json…',
    });
  if (paths.includes('')) throw new KnownError('missing-file', { what: 'One of the paths is empty' });
  return {
    command: 'merge',
    paths,
    format: choice('format', options, FORMATS) ?? 'terminal',
    failOn: choice('fail-on', options, FAIL_ON) ?? 'P0',
    patterns: options.get('patterns') ?? [],
    ...(config !== undefined && { config }),
    ...outputOf(options),
  };
}

function gateRequest(reports: readonly string[], options: Options): GateRequest {
  const [ledger, config] = [options.get('ledger')?.at(-1), options.get('config')?.at(-1)];
  const record = options.has('record');
  if (reports.length === 0 && ledger === undefined)
    throw new KnownError('no-input', {
      where: 'gate',
      what: 'Neither a report nor a ledger was named',
      fix: 'Write whydunit gate REPORT.json, --ledger FILE, or both',
    });
  if (reports.includes('')) throw new KnownError('missing-file', { what: 'One of the paths is empty' });
  if (record && ledger === undefined)
    throw new KnownError('bad-option', { where: '--record', what: 'needs a ledger', fix: 'Add --ledger FILE' });
  return {
    command: 'gate',
    reports,
    record,
    tolerate: options.get('tolerate') ?? [],
    failOn: choice('fail-on', options, FAIL_ON) ?? 'P0',
    patterns: options.get('patterns') ?? [],
    ...(ledger !== undefined && { ledger }),
    ...(config !== undefined && { config }),
  };
}

/** Where to write to; `-` is standard output. */
function outputOf(options: Options): { readonly output?: string } {
  const output = options.get('output')?.at(-1);
  return output === undefined || output === '-' ? {} : { output };
}

function diagnoseRequest(paths: readonly string[], options: Options): DiagnoseRequest {
  const run = options.get('run')?.at(-1);
  const config = options.get('config')?.at(-1);
  const baseline = options.get('baseline')?.at(-1);
  const containers = options.get('containers') ?? (options.has('docker') ? [] : undefined);
  if (paths.length === 0 && run === undefined && containers === undefined)
    throw new KnownError('no-input', { what: 'Nothing to read was named' });
  if (paths.includes('')) throw new KnownError('missing-file', { what: 'One of the paths is empty' });
  return {
    command: 'diagnose',
    paths,
    format: choice('format', options, FORMATS) ?? 'terminal',
    failOn: choice('fail-on', options, FAIL_ON) ?? 'P0',
    patterns: options.get('patterns') ?? [],
    ...(config !== undefined && { config }),
    ...(baseline !== undefined && { baseline }),
    ...outputOf(options),
    ...(run !== undefined && { run }),
    ...(containers !== undefined && { containers }),
  };
}

/** The last value given, which must be one of the choices; upper and lower case are the same. */
function choice<T extends string>(name: string, options: Options, choices: readonly T[]): T | undefined {
  const value = options.get(name)?.at(-1);
  if (value === undefined) return undefined;
  const found = choices.find((each) => each.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(value, choices);
  const fix = meant !== undefined && value.length > 2 ? `Did you mean ${meant}?` : `Write one of ${choices.join(', ')}`;
  throw new KnownError('bad-option', { where: `--${name} ${value}`, what: 'is not among its values', fix });
}
