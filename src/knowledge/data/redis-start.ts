import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * Last words of a Redis or Valkey server that could not start: they prove it by themselves. In its own log (`1:C 28 Nov 2026
 * 21:14:07.123 # …`) or on the console. Source: redis/src/server.c, config.c.
 */
const LAST_WORDS =
  /^(?:\d{1,9}:[A-Z] \d\d [A-Z][a-z]{2} \d{4} [\d:.]{8,15} # )?(?<said>Fatal error, can't open config file '.{1,400}|Failed listening on port \d{1,5} \(.{1,40}\), aborting.{0,20}|Can't chdir to '.{1,400})$/;

export const redisStart: Parser = {
  name: 'redis-start',
  anchors: ["Fatal error, can't open config", 'Failed listening on port ', "Can't chdir to '"],
  start(line) {
    const message = LAST_WORDS.exec(line.text)?.groups?.['said'];
    if (message === undefined) return undefined;
    return stated(new Excerpt().add(line, true).failure({ tool: 'redis', kind: 'configuration', message }));
  },
};
