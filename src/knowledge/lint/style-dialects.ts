/** How one tool that checks how code is written tells what it found. */
export interface StyleDialect {
  readonly name: string;
  /** Its last words; `count` is how many problems it found, none of them none. */
  readonly verdict: RegExp;
  /** One problem; `file`, `line`, `column`, `message` and `rule` where the line has them. */
  readonly finding: RegExp;
  /** The file's name, where it heads the problems found in it. */
  readonly heading?: RegExp;
  /** The message, where it stands below the finding. */
  readonly message?: RegExp;
  /** Whether other tools have the same last words: then they count only below or above a finding. */
  readonly isShared?: true;
}

const PLACE = String.raw`(?<line>\d{1,7}):(?<column>\d{1,7})`;

/**
 * Read from the tools' own formatters: Biome (crates/biome_console, biome_diagnostics), stylelint (lib/formatters/stringFormatter),
 * RuboCop (formatter/progress_formatter), golangci-lint (pkg/printers/text.go), Laravel Pint (resources/views), PHP CS Fixer
 * (Report/TextReporter), PHP_CodeSniffer (Reports/Full), PHPStan (TableErrorFormatter), ktlint (reporter-plain), SwiftLint
 * (XcodeReporter), markdownlint-cli2.
 */
export const STYLE_DIALECTS: readonly StyleDialect[] = [
  {
    name: 'biome',
    verdict: /^Found (?<count>[1-9]\d{0,6}) errors?\.$/,
    finding: new RegExp(
      String.raw`^(?:(?<file>[^\s:]{1,300})(?::${PLACE})? (?<rule>(?:lint|assist|suppressions|parse|format|organizeImports|syntax)(?:\/[\w/]{1,120})?) .{0,40}\u2501{3,}$|::error title=(?<rule2>[\w/]{1,120}),file=(?<file2>[^,]{1,300}),line=(?<line2>\d{1,7}).{0,80}::(?<message>.{1,500})$)`,
    ),
    message: /^\s{1,4}[×✖] (?<message>\S.{0,500})$/,
    isShared: true,
  },
  {
    name: 'stylelint',
    verdict: /^[✖×] (?<count>[1-9]\d{0,6}) problems? \((?<errors>[1-9]\d{0,6}) errors?, \d+ warnings?\)$/,
    finding: new RegExp(
      String.raw`^\s{1,6}${PLACE}\s{2,20}[\u2716\u00d7]\s{2}(?<message>\S.{0,400}?)\s{2,}(?<rule>[\w/@-]{3,80})$`,
    ),
    heading: /^(?<file>[^\s:]{1,300}\.(?:css|scss|sass|less|vue|svelte|pcss))$/,
    isShared: true,
  },
  {
    name: 'rubocop',
    verdict: /^\d+ files? inspected, (?<count>[1-9]\d{0,6}) offenses? detected/,
    finding: new RegExp(
      String.raw`^(?<file>[^\s:][^:]{0,300}):${PLACE}: [CWEFRI]: (?:\[\w+\] )?(?<rule>[A-Z]\w{1,40}(?:\/\w{1,80}){1,2}|Syntax): (?<message>.{1,500})$`,
    ),
  },
  {
    name: 'golangci-lint',
    verdict: /^(?:(?<count>[1-9]\d{0,6}) issues:|(?:##\[error\]|Error: )issues found)$/,
    finding: new RegExp(
      String.raw`^(?:##\[error\])?(?<file>[^\s:][^:]{0,300}\.go):${PLACE}?: (?<message>.{1,500}) \((?<rule>(?!typecheck)[a-z]\w{1,40})\)$`.replace(
        `${PLACE}?`,
        String.raw`(?<line>\d{1,7})(?::(?<column>\d{1,7}))?`,
      ),
    ),
    isShared: true,
  },
  {
    name: 'pint',
    verdict: /^\s{1,6}FAIL\s.{0,200}\d+ files?, (?<count>[1-9]\d{0,6}) style issues?$/,
    finding: /^\s{1,6}[⨯✗x] (?<file>\S{1,300}\.php)\s{2,}(?<rule>[a-z]\w{2,80})(?:, .{0,600})?\s*$/,
  },
  {
    name: 'php-cs-fixer',
    verdict: /^Found (?<count>[1-9]\d{0,6}) of \d+ files that can be fixed/,
    finding: /^\s{1,6}\d{1,6}\) (?<file>\S{1,300}\.\w{1,8})(?: \((?<rule>[a-z@][\w/]{2,80})(?:, .{0,800})?\))?$/,
  },
  {
    name: 'phpcs',
    verdict: /^FOUND (?<count>[1-9]\d{0,6}) ERRORS? (?:AND \d+ WARNINGS? )?AFFECTING \d+ LINES?$/,
    finding: /^\s{1,8}(?<line>\d{1,7}) \| ERROR {1,4}\| (?:\[[x ]\] )?(?<message>\S.{0,500})$/,
    heading: /^FILE: (?<file>\S.{0,300})$/,
  },
  {
    name: 'phpstan',
    verdict: /^\s{0,3}\[ERROR\] Found (?<count>[1-9]\d{0,6}) errors?\s*$/,
    finding: /^\s{2,5}:?(?<line>\d{1,7}) {2,8}(?<message>\S.{0,500}?)\s*$/,
    heading: /^\s{2,5}Line {2,8}(?<file>\S{1,300})\s*$/,
    isShared: true,
  },
  {
    name: 'ktlint',
    verdict: /^Summary error count \(descending\) by rule:$/,
    finding: new RegExp(
      String.raw`^(?<file>\S{1,300}\.kts?):${PLACE}:? (?!error|warning)(?<message>\S.{0,400}?)(?: \((?<rule>[\w-]{1,40}:[\w:-]{1,80})\))?$`,
    ),
  },
  {
    name: 'swiftlint',
    verdict: /^Done linting! Found \d+ violations?, (?<count>[1-9]\d{0,6}) serious in \d+ files?\.$/,
    finding: new RegExp(
      String.raw`^(?<file>[^\s:][^:]{0,300}\.swift):${PLACE}: error: (?<message>.{1,500}) \((?<rule>[a-z_]{3,60})\)$`,
    ),
  },
  {
    name: 'markdownlint',
    verdict: /^Summary: (?<count>[1-9]\d{0,6}) error\(s\)$/,
    finding:
      /^(?<file>\S{1,300}\.(?:md|markdown)):(?<line>\d{1,7})(?::(?<column>\d{1,7}))? (?:error )?(?<rule>MD\d{3})\/\S{1,80} (?<message>.{1,500})$/,
  },
];
