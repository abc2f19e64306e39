-- Answers the records of records.jsonl in the working directory with ClickHouse:
--   clickhouse-local --path . --queries-file clickhouse.sql > answers.jsonl
-- with whydunit.sh, which runs `whydunit batch --quiet`, in user_scripts.
SELECT answer
FROM executable(
  'whydunit.sh', TSVRaw, 'answer String',
  (SELECT line FROM file('records.jsonl', LineAsString, 'line String')),
  SETTINGS check_exit_code = true, command_read_timeout = 600000)
FORMAT TSVRaw
