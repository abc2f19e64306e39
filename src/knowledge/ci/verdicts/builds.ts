import type { Tool } from './tool.js';

/** What checks, builds, sets up and serves. */
export const BUILDS: readonly Tool[] = [
  // Linters and type checkers.
  {
    name: 'the check',
    anchors: [' error.', ' errors.', ' error in ', ' errors in ', ' error (', ' errors (', ' issues'],
    goodNews: ['All checks passed!'],
    failed: /^Found [1-9][\d,]{0,8} (?:errors?|issues?)\b(?! \(\d{1,6} fixed, 0 remaining\))[^:]{0,80}$/,
    passed: /^(?:All checks passed!|Success: no issues found in \d)/,
  },
  {
    name: 'the linter',
    anchors: [' problems (', ' problem ('],
    failed: /^[✖✗×] [1-9]\d{0,6} problems? \([1-9]\d{0,6} errors?, /,
  },
  { name: 'pre-commit', anchors: ['...Failed'], failed: /^[^.].{0,75}\.{3,}Failed$/ },
  // Builds.
  {
    name: 'gradle',
    // The task's own heading goes to the stream that a pipe keeps, the rest to the other one.
    anchors: ['BUILD FAILED', 'Build failed with an exception', ' FAILED'],
    goodNews: ['BUILD SUCCESSFUL'],
    failed:
      /^(?:> Task :\S{1,200} FAILED|BUILD FAILED(?: in \d.{0,30})?|FAILURE: Build (?:failed with an exception|completed with \d{1,4} failures)\.)$/,
    passed: /^BUILD SUCCESSFUL(?: in \d.{0,30})?$/,
  },
  { name: 'cargo test', anchors: [], goodNews: ['test result: ok'], failed: /(?!)/, passed: /^test result: ok\. / },
  {
    name: 'cargo',
    anchors: [],
    goodNews: ['target(s) in'],
    failed: /(?!)/,
    passed: /^\s{0,8}Finished .{0,120}\btarget\(s\) in\b/,
  },
  { name: 'maven', anchors: [], goodNews: ['BUILD SUCCESS'], failed: /(?!)/, passed: /^\[INFO\] BUILD SUCCESS$/ },
  { name: 'sbt', anchors: ['[error] Total time: '], failed: /^\[error\] Total time: \d/ },
  {
    name: 'bazel',
    anchors: ['Build did NOT complete successfully', ' fails locally'],
    goodNews: ['Build completed successfully'],
    failed:
      /^(?:(?:FAILED|ERROR): Build did NOT complete successfully|Executed \d{1,6} out of \d{1,6} tests?: .{0,60}\bfails? locally)/,
    passed: /^INFO: Build completed successfully/,
  },
  { name: 'ninja', anchors: ['ninja: build stopped: '], failed: /^ ?ninja: build stopped: (?!interrupted)/ },
  {
    name: 'cmake',
    anchors: ['Configuring incomplete, errors'],
    failed: /^-- Configuring incomplete, errors occurred!$/,
  },
  {
    name: 'xcodebuild',
    anchors: [' FAILED **'],
    goodNews: [' SUCCEEDED **'],
    failed: /^\*\* (?:[A-Z]+ )?(?:BUILD|TEST|ARCHIVE|EXPORT)(?: EXECUTE)? FAILED \*\*/,
    passed: /^\*\* (?:[A-Z]+ )?(?:BUILD|TEST|ARCHIVE|EXPORT)(?: EXECUTE)? SUCCEEDED \*\*/,
  },
  {
    name: 'msbuild',
    anchors: ['Build FAILED.'],
    goodNews: ['Build succeeded'],
    failed: /^\s{0,4}Build FAILED\.$/,
    passed: /^\s{0,4}Build succeeded(?:\.| in \d)/,
  },
  {
    name: 'the bundler',
    anchors: [
      'error during build:',
      'Build error occurred',
      'Build failed because of webpack errors',
      'Failed to compile.',
      ' compiled with ',
    ],
    goodNews: [' compiled successfully'],
    failed:
      /^(?:error during build:|> Build error occurred|> Build failed because of webpack errors|Failed to compile\.|webpack \d[\w.-]{0,20} compiled with [1-9]\d{0,5} errors?\b.{0,60})$/,
    passed: /^webpack \d[\w.-]{0,20} compiled successfully\b/,
  },
  {
    name: 'turbo',
    anchors: ['run failed: command'],
    failed: /^\s{0,2}(?:ERROR {2})?run failed: command {1,2}exited \([1-9]/,
  },
  {
    name: 'portage',
    anchors: [' failed ('],
    failed: /^ ?\* ERROR: [\w+.-]{1,60}\/[\w+.-]{1,100}(?:::[\w-]{1,40})? failed \(\w{1,20} phase\):?$/,
  },
  {
    name: 'rpmbuild',
    anchors: ['RPM build errors:', 'build error: ', 'Bad exit status from '],
    failed: /^(?:RPM build errors:|Copr build error: |error: Bad exit status from \S+ \(%\w+\)$)/,
  },
  {
    name: 'dpkg-buildpackage',
    anchors: ['dpkg-buildpackage: error: '],
    failed: /^dpkg-buildpackage: error: /,
  },
  {
    // Where the evaluation broke off stands in a trace, whose lines are all set in alike.
    name: 'nix',
    anchors: ["error: builder for '/nix/store/", "error: Cannot build '/nix/store/", '… while '],
    failed:
      /^(?:error: (?:builder for|Cannot build) '\/nix\/store\/\S+' failed|error: Cannot build '\/nix\/store\/\S+'\.$| {7}… while (?:calling|evaluating) )/,
  },
  {
    name: 'makepkg',
    anchors: ['==> ERROR: '],
    failed: /^==> ERROR: (?!Makepkg is already running)/,
  },
  {
    name: 'abuild',
    anchors: ['>>> ERROR: '],
    failed: /^>>> ERROR: [\w.-]{1,100}: \w+ failed/,
  },
  {
    name: 'LaTeX',
    anchors: ['Fatal error occurred, ', 'Latexmk: Errors, so '],
    failed: /^(?:! {2}==> Fatal error occurred, |Latexmk: Errors, so I did not complete)/,
  },
  {
    name: 'mix',
    anchors: ['== Compilation error in file ', '** (Mix) '],
    failed: /^(?:== Compilation error in file \S.{0,300} ==$|\*\* \(Mix\) \S)/,
  },
  { name: 'rebar3', anchors: ['===> Compiling '], failed: /^===> Compiling \S{1,300} failed$/ },
  {
    name: 'opam',
    anchors: ['ERROR while ', '[ERROR] The compilation of '],
    failed: /^(?:#=== ERROR while \w{1,30} \S{1,200} =+#|\[ERROR\] The compilation of \S{1,200} failed at )/,
  },
  {
    name: 'perl',
    anchors: ['--compilation aborted', ' due to compilation errors', '! Installing '],
    failed:
      /^(?:BEGIN failed--compilation aborted at \S|Execution of \S{1,300} aborted due to compilation errors\.|! Installing .{1,200} failed\. See \S)/,
  },
  {
    name: 'R',
    anchors: ['ERROR: compilation failed for package', 'Status: ', 'Execution halted'],
    failed: /^(?:ERROR: compilation failed for package \S|Status: [1-9]\d{0,3} ERRORs?\b|Execution halted$)/,
  },
  {
    name: 'CocoaPods',
    anchors: ['[!] CocoaPods could not find ', '[!] Unable to '],
    failed:
      /^\[!\] (?:CocoaPods could not find compatible versions for pod|Unable to find a (?:specification|target) )/,
  },
  { name: 'qmake', anchors: ['Project ERROR: '], failed: /^Project ERROR: \S/ },
  {
    name: 'flutter',
    anchors: ['Encountered error while ', 'Failed to build iOS app'],
    failed: /^(?:Encountered error while (?:building|archiving) .{1,80}\.|Failed to build iOS app)$/,
  },
  {
    name: 'Unity',
    anchors: ['Aborting batchmode due to '],
    failed: /^Aborting batchmode due to (?:failure|fatal error):/,
  },
  // Its own log, where the words for people are missing: a step of the plan ended with an error.
  { name: 'terraform', anchors: ['[ERROR] vertex "'], failed: /^\[ERROR\] vertex ".{1,300}" error: \S/ },
  // npm's own log of a run, which it writes beside what it prints.
  {
    name: "npm's log",
    anchors: [': Failed to exec ', ' error code E', ' verbose exit '],
    failed:
      /^\d{1,6} (?:info lifecycle \S{1,200}: Failed to exec \S{1,100} script$|(?:error|ERR!) code E[A-Z]{3,30}$|verbose exit (?:\[ )?[1-9])/,
  },
  // act runs workflows here, and heads each step's end.
  { name: 'act', anchors: [' Failure - '], failed: /^(?:> )?(?:\[[^\]]{1,200}\] {1,8})?❌ {1,3}Failure - \S/u },
  // Servers and machines.
  {
    name: 'systemd',
    anchors: [": Failed with result '", 'Active: failed (Result: '],
    failed:
      /^(?:(?:systemd\[\d{1,9}\]: )?\S{1,200}\.[a-z]{4,9}: Failed with result '|\s{0,12}Active: failed \(Result: )[a-z]/,
  },
  {
    // What die() counts, what stops the machine, and, on its own console, where it hangs or breaks its own rules.
    name: 'the kernel',
    anchors: [
      'Kernel panic - not syncing',
      ' [#1]',
      'BUG: KASAN: ',
      'BUG: KFENCE: ',
      'BUG: KMSAN: ',
      ' blocked for more than ',
      'detected stall',
      'detected expedited stall',
      'BUG: soft lockup',
      'BUG: sleeping function',
      'BUG: scheduling while atomic',
      'ive locking detected',
      ' locking dependency detected',
      'inconsistent lock state',
      'bad unlock balance detected',
      'held lock freed!',
    ],
    failed:
      /^(?:\[ {0,8}\d{1,8}\.\d{1,9}\](?:\[ {0,6}[TC]\d{1,8}\])? )?(?:Kernel panic - not syncing: |(?:Internal error: )?\S.{0,160}: [0-9a-f]{1,16} \[#1\]|BUG: (?:KASAN|KFENCE|KMSAN): )|^\[ {0,8}\d{1,8}\.\d{6}\](?:\[ {0,6}[TC]\d{1,8}\])? (?:rcu: |watchdog: )?(?:INFO: task \S{1,80} blocked for more than \d|INFO: \S{1,40} (?:self-)?detected (?:expedited )?stalls?\b|BUG: (?:soft lockup|sleeping function|scheduling while atomic)|(?:WARNING|INFO): (?:possible \w{1,20} (?:locking|lock inversion|locking dependency)|inconsistent lock state|bad unlock balance|held lock freed))/,
  },
  {
    name: 'the application',
    anchors: ['Application startup failed. Exiting.', 'Worker failed to boot'],
    failed: /^ERROR: {1,8}Application startup failed\. Exiting\.$|\bWorker failed to boot\b/,
  },
  {
    name: 'ansible',
    anchors: [' failed=', ' unreachable='],
    failed: /^\S{1,200} {1,60}: ok=\d{1,6} .{0,60}\b(?:failed|unreachable)=[1-9]/,
  },
];
