import { KnownError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { historyRequest } from './arguments/history.js';
import { patternsRequest } from './arguments/patterns.js';
import { batchRequest, diagnoseRequest, explainRequest, mcpRequest } from './arguments/reading.js';
import { collectRequest, completionRequest, gateRequest, mergeRequest, reportRequest } from './arguments/reports.js';
import { type Options, splitArguments, type Words } from './arguments/words.js';
import { COMMANDS, type CommandName, OPTIONS } from './command-line.js';
import type { Manner, Request } from './requests.js';

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
  if (command === 'history') return historyRequest(operands, options);
  if (command === 'mcp') return mcpRequest(operands, options);
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
  const detail = options.has('full') ? 'full' : options.has('brief') ? 'brief' : undefined;
  return { quiet: options.has('quiet'), colourless: options.has('no-color'), ...(detail && { detail }) };
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
