/** What one may ask a history, each a view over its tables. Times are UTC, durations hours. */

interface View {
  /** What it answers, for people. */
  readonly about: string;
  readonly sql: string;
}

/** What views are made of: runs by the job they are of, in their order; a pull request's are apart from those of branches.
 * What names neither repository nor job follows nothing. */
export const BASE: readonly string[] = [
  `CREATE OR REPLACE VIEW line AS
   SELECT *, lead(ran_at) OVER w AS next_at, lead(status) OVER w AS next_status,
     count(*) FILTER (status = 'passed') OVER w AS passed_until, row_number() OVER w AS place
   FROM (
     SELECT *, CASE WHEN coalesce(repository, job) IS NULL THEN key
       ELSE to_json([repository, workflow, job])::VARCHAR END AS series FROM runs)
   WINDOW w AS (PARTITION BY series, pull_request ORDER BY ran_at, run_id, attempt, key)`,
  `CREATE OR REPLACE VIEW flaked AS
   SELECT key, fingerprint, series, repository, job, sha, ran_at FROM findings JOIN line USING (key)
   SEMI JOIN (
     SELECT series, sha FROM line WHERE sha IS NOT NULL
     GROUP BY ALL HAVING bool_or(status = 'failed') AND bool_or(status = 'passed')) USING (series, sha)`,
];

export const VIEWS = {
  top: {
    about: 'what a job was red by for how long: until its next run; minutes: that the jobs themselves ran',
    sql: `
SELECT coalesce(pattern, 'unknown') AS cause, any_value(title) AS title,
  round(sum(coalesce(epoch(next_at - ran_at), 0)) / 3600, 1)::DOUBLE AS hours,
  round(sum(seconds) / 60, 1)::DOUBLE AS minutes, count(*)::INTEGER AS runs,
  count(DISTINCT repository)::INTEGER AS repositories, max(ran_at) AS last
FROM findings JOIN line USING (key) WHERE is_primary
GROUP BY coalesce(pattern, 'unknown') ORDER BY hours DESC, runs DESC, cause`,
  },
  flaky: {
    about: 'tests that failed on a commit on which their job also passed; rate: of the commits it was tested on',
    sql: `
WITH commits AS (SELECT series, count(DISTINCT sha) AS tested FROM line GROUP BY series)
SELECT test, any_value(repository) AS repository, any_value(job) AS job, count(DISTINCT sha)::INTEGER AS commits,
  round(count(DISTINCT sha) / any_value(tested), 4)::DOUBLE AS rate, max(ran_at) AS last
FROM flaked JOIN tests USING (key, fingerprint) JOIN commits USING (series)
GROUP BY test, series ORDER BY commits DESC, rate DESC, test`,
  },
  back: {
    about: 'what came back after five runs of its job or more had passed; not what is flaky',
    sql: `
WITH seen AS (
  SELECT fingerprint, title, pattern, repository, job, sha, ran_at,
    passed_until - lag(passed_until) OVER w AS passed, lag(ran_at) OVER w AS left_at
  FROM findings JOIN line USING (key) WINDOW w AS (PARTITION BY fingerprint, series, pull_request ORDER BY place))
SELECT title, repository, job, left_at, ran_at AS back_at, passed::INTEGER AS passed, sha, pattern, fingerprint
FROM seen WHERE passed >= 5 AND fingerprint NOT IN (SELECT fingerprint FROM flaked)
ORDER BY back_at DESC, fingerprint`,
  },
  'first-seen': {
    about: 'when and by whose commit each failure was seen first',
    sql: `
SELECT min(ran_at) AS first, arg_min(title, ran_at) AS title, arg_min(sha, ran_at) AS sha,
  arg_min(author, ran_at) AS author, arg_min(committed_at, ran_at) AS committed_at, arg_min(repository, ran_at) AS repository, arg_min(job, ran_at) AS job,
  count(*)::INTEGER AS runs, max(ran_at) AS last, any_value(pattern) AS pattern, fingerprint
FROM findings JOIN runs USING (key) GROUP BY fingerprint ORDER BY first DESC, fingerprint`,
  },
  green: {
    about: 'how long a job stays red until it passes again',
    sql: `
WITH streaks AS (
  SELECT repository, job, series, min(ran_at) FILTER (status = 'failed') AS red_at,
    max(next_at) FILTER (next_status = 'passed') AS green_at
  FROM line GROUP BY repository, job, series, pull_request, passed_until
  HAVING red_at IS NOT NULL AND green_at IS NOT NULL)
SELECT repository, job, round(avg(epoch(green_at - red_at)) / 3600, 2)::DOUBLE AS mean,
  round(median(epoch(green_at - red_at)) / 3600, 2)::DOUBLE AS median,
  round(max(epoch(green_at - red_at)) / 3600, 2)::DOUBLE AS longest, count(*)::INTEGER AS times
FROM streaks GROUP BY repository, job, series ORDER BY mean DESC, repository, job`,
  },
  outages: {
    about: 'what broke three repositories or more within an hour',
    sql: `
SELECT time_bucket(INTERVAL 1 HOUR, ran_at) AS hour, coalesce(pattern, cluster) AS cause, any_value(title) AS title,
  count(DISTINCT repository)::INTEGER AS repositories, count(*)::INTEGER AS runs
FROM findings JOIN runs USING (key) WHERE is_primary
GROUP BY hour, coalesce(pattern, cluster) HAVING count(DISTINCT repository) >= 3
ORDER BY repositories DESC, hour, cause`,
  },
  unknown: {
    about: 'failures that no pattern knows, alike ones together: worth a pattern',
    sql: `
SELECT any_value(title) AS message, count(*)::INTEGER AS runs, count(DISTINCT repository)::INTEGER AS repositories,
  min(ran_at) AS first, max(ran_at) AS last, any_value(line) AS line, min(fingerprint) AS fingerprint
FROM findings JOIN runs USING (key) WHERE pattern IS NULL
GROUP BY cluster ORDER BY runs DESC, cluster`,
  },
  'old-waivers': {
    about: 'waivers by how long they have been there, and how often their last day was put off',
    sql: `
SELECT covers, repository, arg_max(owner, ran_at) AS owner, date_diff('day', min(ran_at), max(ran_at))::INTEGER AS days,
  (count(DISTINCT expires) - 1)::INTEGER AS put_off, max(expires) AS expires, arg_max(waivers.state, ran_at) AS state,
  arg_max(reason, ran_at) AS reason
FROM waivers JOIN runs USING (key) GROUP BY covers, repository ORDER BY days DESC, put_off DESC, covers`,
  },
  precision: {
    about: 'how often people found each pattern right: its precision in the field',
    sql: `
SELECT coalesce(pattern, 'unknown') AS pattern, (count(*) FILTER (verdict = 'right'))::INTEGER AS "right",
  (count(*) FILTER (verdict = 'wrong'))::INTEGER AS wrong,
  round(count(*) FILTER (verdict = 'right') / count(*), 3)::DOUBLE AS precision, max(judged_at) AS last
FROM verdicts GROUP BY coalesce(pattern, 'unknown') ORDER BY wrong DESC, 1`,
  },
} as const satisfies Record<string, View>;

export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];
