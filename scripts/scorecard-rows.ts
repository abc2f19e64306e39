/** A row of the reliability scorecard: what is tried, what must come out, and how many tests prove it at least. */
export interface Row {
  readonly id: string;
  readonly tried: string;
  readonly must: string;
  readonly least: number;
  /** What its figures have to say, each of them: how many cases were tried, where one test tries many. */
  readonly full?: readonly string[];
}

const row = (id: string, tried: string, must: string, least: number, ...full: readonly string[]): Row => ({
  id,
  tried,
  must,
  least,
  ...(full.length > 0 && { full }),
});

/** A test says by `[F1]` in its title which row it proves. With fewer than `least` of them a row has failed. */
export const ROWS: readonly Row[] = [
  row('L1', 'a log of 1 GiB, the whole catalogue', 'at most 256 MiB, the findings of its slices', 1),
  row('L2', 'a line of 100 MB', 'at most 256 MiB, found, said to be cut', 1),
  row('L3', '5,000 distinct failures', 'a comment of at most 60,000 characters, "and N more" exact, all closed', 2),
  row('L4', 'a summary that would be 50 MB', 'at most 1,000,000 bytes, valid, tables closed', 1),
  row('L5', '1,000 annotations', 'ten of a level, or 50 a request; the rest counted in words', 3),
  row('L6', 'a pull request with 1,200 comments', 'own one found: 1 update, 0 creations', 1),
  row('L7', 'a whole run', 'at most 25 requests', 2),
  row('L8', 'cold start', 'no network before the configuration was read', 1),
  row('F1', '502 twice, then 200', '1 comment, 3 attempts, exit code unchanged', 1),
  row('F2', 'stored, but answered with 502 or a reset', '1 comment', 2),
  row('F3', 'rate limits with and without a word on how long', 'waits as told, 5 minutes at most, goes on without', 4),
  row('F4', '403 on a fork', 'summary written, 1 warning with permission and recipe', 2),
  row('F5', 'each permission missing in turn', 'each warning names it, other channels written', 7),
  row(
    'F6',
    '8 and 32 jobs at once',
    '1 comment with the section of each, every time',
    2,
    '8 jobs, 100 seeds',
    '32 jobs, 100 seeds',
  ),
  row('F7', 'an old run ends after a newer one', "the newer commit's content stays, every time", 1, '100 seeds'),
  row('F8', 'comment deleted, pull request closed, locked, moved on', 'no crash, nothing written elsewhere', 6),
  row('F9', 'time-outs, resets, a body that stalls', 'given up in time, no unhandled rejection', 2),
  row('F10', 'SIGTERM at random points', 'ends soon, no half file, no duplicate afterwards', 11, '50 points'),
  row('F11', 'full disk, read-only workspace, missing variables', 'exit code 3, the cause in one line', 7),
  row('F12', 'log archive without steps, or damaged', 'falls back, says so, never green', 1),
  row('B1', 'mutated logs and JUnit files', '0 crashes, none slow', 2, '10000 logs', '10000 JUnit files'),
  row('B2', '14 encodings', 'the same findings in each', 1, '14 of 14'),
  row('B3', '1 unreadable file among 50', '49 reported, 1 named', 1),
  row('B4', 'XML bombs', 'refused, with the reason', 5),
  row('B5', 'YAML bombs', 'refused, with the line', 16),
  row('B6', 'empty, directories, pipes, endless and sparse files', 'the exit codes hold', 17),
  row('B7', 'odd names', '0 crashes', 1),
  row('B8', 'the same again, in another order, zone and language', 'the same bytes, 0 writes', 1, '20 of 20'),
  row('S1', 'commands of the runner in every channel', '0 act', 4, '208 commands'),
  row('S2', 'hostile text read back as Markdown', 'code and nothing else', 2, '10000 strings'),
  row('S3', '150 planted secrets', '0 in any channel', 21),
  row('S4', "the comment's mark in other hands", "nobody else's comment touched", 3),
  row('S5', 'ten hostile archives', 'all refused, nothing written', 17),
  row('S6', 'all patterns and 50 hostile ones on a line of 1 MB', 'linear, or refused when loaded', 80),
  row('S7', 'redirects to other hosts, ports, schemes', 'the token reaches none', 3),
  row('S8', 'debug mode, forced crash', 'no token and no secret in the output', 10),
  row('S9', 'a pull request edits configuration, patterns, waivers', "the base branch's count, the edit is told", 21),
  row('S10', 'a forged report', 'nothing written elsewhere, the gate stays shut', 22),
  row('S11', 'a gate that cannot see', 'blocked, with the reason', 25),
  row('S12', 'dist built twice, in two folders', 'the same bytes', 1),
  row('G1', 'a second report of the same job: later, empty, same or higher attempt', 'closed, both listed', 15),
  row(
    'G2',
    'a report of another job with the same fingerprint under a milder pattern',
    'closed, the conflict named',
    11,
  ),
  row('G3', 'a finding elsewhere with the fingerprint of an open incident', 'closed', 3),
  row(
    'G4',
    'an empty report of a failed job, one of no real job, one for two cells, one by another job',
    'blocked',
    10,
  ),
  row('G5', 'two steps of one job, P0 first, P1 second', 'closed', 11),
  row('G6', 'a failed job whose causes are mild or unknown, with and without tolerate', 'closed; open, and told', 6),
  row('G7', 'success words inside a failing log', 'failed, P0 kept', 6),
  row('G8', 'a P0 beside each pattern that explains it or that it yields to', 'closed, 0 lost', 2),
  row('G9', 'decoy lines and failures, a decoy 9 kB earlier on the line', 'P0 kept', 6),
  row('G10', 'truncated JUnit, document type, 40 kB of JSON, the 1,001st failure', 'blocked, with the reason', 15),
  row(
    'G11',
    'rules from a dispatch, an unprotected push, a deleted file, an unreadable base',
    "the base's verdict, or blocked",
    8,
  ),
  row('G12', 'another comment of the same bot with a forged memory', 'P0 shown, nothing taken over', 6),
];
