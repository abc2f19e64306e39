import type { Parser } from '../../core/parse/parser.js';
import { alembic } from './alembic.js';
import { alembicCurrent } from './alembic-current.js';
import { postgresLog } from './postgres-log.js';
import { redisCli } from './redis-cli.js';
import { redisPy } from './redis-py.js';
import { redisStart } from './redis-start.js';
import { slowQuery } from './slow-query.js';
import { sqlalchemyEcho } from './sqlalchemy-echo.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [
  alembic,
  alembicCurrent,
  postgresLog,
  slowQuery,
  redisCli,
  redisPy,
  redisStart,
  sqlalchemyEcho,
];
