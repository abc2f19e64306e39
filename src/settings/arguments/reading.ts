import { KnownError } from '../../core/errors.js';
import { FORMATS } from '../command-line.js';
import type { BatchRequest, DiagnoseRequest, ExplainRequest, McpRequest } from '../requests.js';
import { isAddress, type RunAddress, runAddress } from './run-address.js';
import { choice, type Options, outputOf, refuseEmpty, rulesOf } from './words.js';

export function diagnoseRequest(operands: readonly string[], options: Options): DiagnoseRequest {
  const run = options.get('run')?.at(-1);
  const { remote, paths } = remoteOf(operands, options.get('run-id')?.at(-1));
  const baseline = options.get('baseline')?.at(-1);
  const base = options.get('base')?.at(-1);
  const containers = options.get('containers') ?? (options.has('docker') ? [] : undefined);
  if (paths.length === 0 && run === undefined && containers === undefined && remote === undefined)
    throw new KnownError('no-input', { what: 'Nothing to read was named' });
  refuseEmpty(paths);
  return {
    command: 'diagnose',
    paths,
    format: choice('format', options, FORMATS) ?? 'terminal',
    ...rulesOf(options),
    ...(baseline !== undefined && { baseline }),
    ...(base !== undefined && { base }),
    ...outputOf(options),
    ...(run !== undefined && { run }),
    ...(remote !== undefined && { remote }),
    ...(containers !== undefined && { containers }),
  };
}

/** The run that is named by its address among the paths, or by the option; one at a time. */
function remoteOf(
  operands: readonly string[],
  option: string | undefined,
): { readonly remote?: RunAddress; readonly paths: readonly string[] } {
  const [address, second] = [...operands.filter(isAddress), ...(option === undefined ? [] : [option])];
  const paths = operands.filter((operand) => !isAddress(operand));
  if (address === undefined) return { paths };
  if (second !== undefined)
    throw new KnownError('bad-option', { where: second, what: 'is a second run', fix: 'Name one run at a time' });
  return { remote: runAddress(address), paths };
}

export function mcpRequest([word]: readonly string[], options: Options): McpRequest {
  if (word !== undefined)
    throw new KnownError('bad-option', {
      where: `mcp ${word}`,
      what: 'takes no path',
      fix: 'The agent names what it wants to have read',
    });
  const config = options.get('config')?.at(-1);
  return { command: 'mcp', patterns: options.get('patterns') ?? [], ...(config !== undefined && { config }) };
}

export function explainRequest(operands: readonly string[], options: Options): ExplainRequest {
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

export function batchRequest([word]: readonly string[], options: Options): BatchRequest {
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
