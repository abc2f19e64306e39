import { VIEW_NAMES, VIEWS } from '../world/history/views.js';

/** What the command line knows: the tables that parsing, help and suggestions are made of. */

export const FORMATS = [
  'terminal',
  'markdown',
  'json',
  'junit',
  'ctrf',
  'sarif',
  'html',
  'agent',
  'gitlab',
  'azure',
  'slack',
  'teams',
] as const;
export type Format = (typeof FORMATS)[number];

export const FAIL_ON = ['P0', 'P1', 'P2', 'P3', 'any', 'never'] as const;

export const COMMANDS = [
  'diagnose',
  'explain',
  'batch',
  'history',
  'mcp',
  'gate',
  'merge',
  'collect',
  'patterns',
  'report',
  'completion',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const PATTERN_ACTIONS = ['list', 'show', 'test', 'try', 'new', 'pin'] as const;
export type PatternAction = (typeof PATTERN_ACTIONS)[number];

export const HISTORY_ACTIONS = ['add', 'import', 'judge', 'export', 'report', ...VIEW_NAMES] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

/** The documents that can be filled in from a report. */
export const DOCUMENT_KINDS = ['bug', 'status', 'postmortem'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface OptionDescription {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  readonly commands: readonly CommandName[];
}

export const OPTIONS: readonly OptionDescription[] = [
  {
    name: 'format',
    short: 'f',
    value: FORMATS.join('|'),
    help: 'how to print the report; terminal by default',
    commands: ['diagnose', 'explain', 'merge'],
  },
  {
    name: 'output',
    short: 'o',
    value: 'FILE',
    help: 'write into a file instead of standard output; collect: into a folder or FILE.zip',
    commands: ['diagnose', 'explain', 'merge', 'report', 'collect'],
  },
  {
    name: 'comment',
    help: 'keep one note on the merge request of a GitLab pipeline; reads GITLAB_TOKEN',
    commands: ['diagnose', 'merge'],
  },
  {
    name: 'brief',
    help: 'one screen however much failed; on a terminal from three findings on',
    commands: ['diagnose', 'explain', 'merge'],
  },
  { name: 'full', help: 'each finding in full', commands: ['diagnose', 'explain', 'merge'] },
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
    commands: ['diagnose', 'explain', 'batch', 'mcp', 'gate', 'merge', 'patterns'],
  },
  {
    name: 'run',
    value: 'COMMAND',
    help: 'run a command in the shell and diagnose what it prints; its exit code where the gate is open',
    commands: ['diagnose'],
  },
  {
    name: 'run-id',
    value: 'OWNER/REPO#ID',
    help: 'the failed jobs of a workflow run on GitHub, as its address does; reads GH_TOKEN or GITHUB_TOKEN',
    commands: ['diagnose'],
  },
  {
    name: 'config',
    value: 'FILE',
    help: "a repository's severities, limits and waivers; by default its .github/whydunit.yml",
    commands: ['diagnose', 'mcp', 'gate', 'merge'],
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
    help: 'an earlier run: its JSON report (what it holds is known), or its log, folder of logs or log archive; or a history',
    commands: ['diagnose', 'patterns'],
  },
  {
    name: 'base',
    value: 'REF',
    help: 'say of each failure whether your change touches its place; REF is what git compares with: origin/main',
    commands: ['diagnose'],
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
  {
    name: 'metrics',
    value: 'URL',
    help: "save what this address answers too: a service's metrics; may be repeated",
    commands: ['collect'],
  },
  {
    name: 'console',
    value: 'FILE',
    help: 'save this screen of tokio-console too; may be repeated',
    commands: ['collect'],
  },
  {
    name: 'jobs',
    short: 'j',
    value: 'N',
    help: 'how many processes answer side by side; 1 by default',
    commands: ['batch'],
  },
  { name: 'unordered', help: 'answer as answers come, not in the order of the records', commands: ['batch'] },
  {
    name: 'resume',
    value: 'FILE',
    help: 'add the answers to this file, and leave out the records it already answers',
    commands: ['batch'],
  },
  { name: 'tool', value: 'NAME', help: 'only patterns of this tool', commands: ['patterns'] },
  { name: 'severity', value: 'P0|P1|P2|P3', help: 'only patterns of this severity', commands: ['patterns'] },
  { name: 'search', value: 'WORD', help: 'only patterns whose id, title or cause holds this', commands: ['patterns'] },
  { name: 'json', help: 'as JSON', commands: ['patterns', 'history'] },
  {
    name: 'history',
    value: 'FILE',
    help: 'the history: a DuckDB database, or a folder that history export wrote; whydunit.duckdb by default',
    commands: ['history', 'patterns'],
  },
  {
    name: 'over',
    value: 'PATH',
    help: 'patterns try: logs, folders of logs, records as batch reads them (.jsonl); may be repeated',
    commands: ['patterns'],
  },
  {
    name: 'otlp',
    value: 'FILE|URL',
    help: 'history export: write spans as OTLP/JSON into a file, or send them to a collector',
    commands: ['history'],
  },
  { name: 'days', value: 'N', help: 'only the last days of the history', commands: ['history'] },
  {
    name: 'artifacts',
    value: 'NAME',
    help: 'history import: artifacts that hold reports; whydunit-* by default; may be repeated',
    commands: ['history'],
  },
  {
    name: 'from-issues',
    value: 'OWNER/REPO',
    help: 'history judge: take what people said in the issues that the link in a comment begins',
    commands: ['history'],
  },
  { name: 'quiet', short: 'q', help: 'no progress and no notes', commands: [...COMMANDS] },
  { name: 'no-color', help: 'no colours; NO_COLOR does the same', commands: [...COMMANDS] },
  { name: 'help', short: 'h', help: 'print this, or the help of a command', commands: [...COMMANDS] },
  { name: 'version', short: 'V', help: 'print the version; -v too', commands: [...COMMANDS] },
];

/** How each command is written, and what it is for. */
const USAGE: Readonly<Record<CommandName, readonly (readonly [written: string, meaning: string])[]>> = {
  diagnose: [
    ['[diagnose] [OPTIONS] PATH…', 'log files, JUnit XML, zip archives, folders, globs'],
    ['-', 'standard input: COMMAND 2>&1 | whydunit -'],
    ['--run COMMAND', 'run it, then say why it failed'],
    ['https://github.com/OWNER/REPO/actions/runs/ID', 'the failed jobs of a workflow run; needs GH_TOKEN'],
    ['--docker', 'why the containers of this machine died'],
  ],
  explain: [['explain TEXT…', 'what a line or two mean, as if a step had failed with them']],
  batch: [
    [
      'batch < RECORDS',
      'many logs in one stream, a line of JSON each: "id", and "path", "text" or "bytes" (base64); "outcome", "job", "time" and "run" may be there. Each is answered with a line of JSON',
    ],
  ],
  history: [
    ['history add PATH…', 'keep JSON reports, answers of batch (.jsonl), folders of them; needs DuckDB'],
    ['history import OWNER/REPO', "the reports in the artifacts of a repository's runs; needs GH_TOKEN"],
    ...VIEW_NAMES.map((name): [string, string] => [`history ${name}`, VIEWS[name].about]),
    ['history judge FINGERPRINT right|wrong', 'keep what people found a finding to be'],
    ['history judge --from-issues OWNER/REPO', 'what they said in its issues; needs GH_TOKEN'],
    ['history export FOLDER', 'its tables as Parquet files'],
    ['history export --otlp FILE|URL', 'a span for each job and failed test, for OpenTelemetry'],
    ['history report > PAGE.html', 'one page for people: trends, tests by day, causes; it loads nothing'],
  ],
  mcp: [['mcp', 'serve coding agents: the Model Context Protocol on standard input and output']],
  gate: [['gate [REPORT.json…] [--ledger FILE]', 'may this be released? by reports and known incidents']],
  merge: [['merge REPORT.json…', "several jobs' JSON reports as one"]],
  collect: [['collect', 'save what containers leave behind, before anything is restarted']],
  patterns: [
    ['patterns list', 'all known patterns, or those that --tool, --severity, --search leave'],
    ['patterns show ID', 'one pattern: meaning, proof, fix, prevention'],
    ['patterns new FAMILY/NAME', 'start a pattern of your own'],
    ['patterns new --from REPORT.json [LOG…]', 'draft one from an unknown failure, and try it on logs'],
    ['patterns try FILE… --over PATH', 'what they would have matched, beside what it was called; then, with --history'],
    ['patterns test [GLOB…]', 'check your patterns against their examples'],
    ['patterns pin PACK', 'download a pack of patterns and print the line that names it with its checksum'],
  ],
  report: [['report --kind KIND REPORT.json', 'bug report, status update or postmortem from a JSON report']],
  completion: [[`completion ${SHELLS.join('|')}`, 'what the shell needs to complete commands and options']],
};

const EXIT_CODES = `Exit codes:
  0  nothing blocks
  1  the gate is closed: a diagnosis at or above --fail-on, or something could not be read
  2  wrong use: a missing or unreadable input, an unknown option, a broken pattern, report
     or ledger
  3  own failure: cannot write, cannot start the command, a mistake in whydunit
With --run the command's own exit code stands where the gate is open; 128 + n where
signal n ended it.
`;

/** The help of all commands, or of one. */
export function helpOf(command?: CommandName): string {
  const commands = command === undefined ? COMMANDS : [command];
  const options = OPTIONS.filter((option) => command === undefined || option.commands.includes(command));
  return `${command === undefined ? 'whydunit says why a CI run is red: root cause, evidence, fix and prevention.\n\n' : ''}Usage:
${commands.flatMap((name) => USAGE[name].map(([written, meaning]) => entry(`whydunit ${written}`, meaning))).join('\n')}

Options:
${options.map(describe).join('\n')}

${EXIT_CODES}
Results go to standard output, progress and notes to standard error.
`;
}

function describe({ name, short, value, help }: OptionDescription): string {
  const left = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return entry(left, help);
}

const COLUMN = 30;
const WIDTH = 90;

/** Two columns, within the width of a usual terminal; what is too long for the first one has a line of its own. */
function entry(left: string, right: string): string {
  const lines: string[] = [];
  for (const word of right.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDTH - COLUMN) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const rows = lines.map((line) => `${' '.repeat(COLUMN)}${line}`);
  return left.length + 3 > COLUMN
    ? [`  ${left}`, ...rows].join('\n')
    : [`  ${left.padEnd(COLUMN - 2)}${lines[0]}`, ...rows.slice(1)].join('\n');
}
