/** What the command line knows: the tables that parsing, help and suggestions are made of. */

export const FORMATS = ['terminal', 'markdown', 'json', 'junit', 'sarif', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export const FAIL_ON = ['P0', 'P1', 'P2', 'P3', 'any', 'never'] as const;

export const COMMANDS = ['diagnose', 'gate', 'merge', 'collect', 'patterns', 'report'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const PATTERN_ACTIONS = ['list', 'show', 'test', 'new'] as const;
export type PatternAction = (typeof PATTERN_ACTIONS)[number];

/** The documents that can be filled in from a report. */
export const DOCUMENT_KINDS = ['bug', 'status', 'postmortem'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface OptionDescription {
  readonly name: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  readonly commands: readonly CommandName[];
}

export const OPTIONS: readonly OptionDescription[] = [
  {
    name: 'format',
    value: FORMATS.join('|'),
    help: 'how to print the report; terminal by default',
    commands: ['diagnose', 'merge'],
  },
  {
    name: 'output',
    value: 'FILE',
    help: 'write into a file instead of standard output; collect: into a folder or FILE.zip',
    commands: ['diagnose', 'merge', 'report', 'collect'],
  },
  {
    name: 'kind',
    value: DOCUMENT_KINDS.join('|'),
    help: 'which document to fill in from a report',
    commands: ['report'],
  },
  {
    name: 'fail-on',
    value: FAIL_ON.join('|'),
    help: 'least severity that ends with exit code 1; P0 by default',
    commands: ['diagnose', 'gate', 'merge'],
  },
  {
    name: 'patterns',
    value: 'GLOB',
    help: 'your own patterns beside the built-in ones; may be repeated',
    commands: ['diagnose', 'gate', 'merge', 'patterns'],
  },
  {
    name: 'run',
    value: 'COMMAND',
    help: 'run a command in the shell and diagnose what it prints; its exit code where the gate is open',
    commands: ['diagnose'],
  },
  {
    name: 'config',
    value: 'FILE',
    help: "a repository's severities, limits and waivers; by default its .github/whydunit.yml",
    commands: ['diagnose', 'gate', 'merge'],
  },
  {
    name: 'ledger',
    value: 'FILE',
    help: 'known incidents, as JSON; the gate is closed while one of them is not resolved',
    commands: ['gate'],
  },
  {
    name: 'tolerate',
    value: 'WHAT',
    help: "what may fail all the same: a job's name (docs-*) or 'P2 and below'; may be repeated",
    commands: ['gate'],
  },
  { name: 'record', help: 'write what closes the gate into the ledger, if it is not there yet', commands: ['gate'] },
  {
    name: 'baseline',
    value: 'FILE',
    help: 'an earlier run: its JSON report (what it holds is known), or its log, folder of logs or log archive',
    commands: ['diagnose', 'patterns'],
  },
  {
    name: 'from',
    value: 'FILE',
    help: 'draft the new pattern from the unknown failure of this JSON report',
    commands: ['patterns'],
  },
  { name: 'docker', help: 'look into the containers that died on this machine as well', commands: ['diagnose'] },
  {
    name: 'containers',
    value: 'NAME',
    help: 'only these: a name (web-*), label=KEY=VALUE or project=NAME; may be repeated',
    commands: ['diagnose', 'collect'],
  },
  { name: 'help', help: 'print this', commands: [...COMMANDS] },
  { name: 'version', help: 'print the version', commands: [...COMMANDS] },
];

export const HELP = `whydunit says why a CI run is red: root cause, evidence, fix and prevention.

Usage:
  whydunit [diagnose] [OPTIONS] PATH…    log files, JUnit XML, zip archives, directories
  COMMAND 2>&1 | whydunit -              standard input
  whydunit --run COMMAND                 run it, then say why it failed
  whydunit --docker                      why the containers of this machine died
  whydunit collect                       save what containers leave behind, before anything is restarted
  whydunit patterns list                 all known patterns
  whydunit patterns show ID              one pattern: meaning, proof, fix, prevention
  whydunit patterns new FAMILY/NAME      start a pattern of your own
  whydunit patterns new --from REPORT.json [LOG…]  draft one from an unknown failure, and try it on logs
  whydunit patterns test [GLOB…]         check your patterns against their examples
  whydunit merge REPORT.json…            several jobs' JSON reports as one
  whydunit gate [REPORT.json…] [--ledger FILE]  may this be released? by JSON reports and known incidents
  whydunit report --kind KIND REPORT.json  bug report, status update or postmortem from a JSON report

Options:
${OPTIONS.map(describe).join('\n')}

Exit codes:
  0  nothing blocks
  1  the gate is closed: a diagnosis at or above --fail-on, or something could not be read
  2  wrong use: a missing or unreadable input, an unknown option, a broken pattern, report or ledger
  3  own failure: cannot write, cannot start the command, a mistake in whydunit
With --run the command's own exit code stands where the gate is open; 128 + n where signal n ended it.

Results go to standard output, progress and notes to standard error.
`;

function describe({ name, value, help }: OptionDescription): string {
  const left = value === undefined ? `--${name}` : `--${name} ${value}`;
  return left.length > 24 ? `  ${left}\n${' '.repeat(28)}${help}` : `  ${left.padEnd(26)}${help}`;
}
