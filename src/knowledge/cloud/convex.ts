import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** `1/2/2026, 3:04:05 PM [CONVEX M(messages:send)] Uncaught Error: …`; what a function printed has `[LOG]` behind it. */
const FAILED =
  /^(?:[\d/., :-]{6,30}(?: ?[AP]M)? |\[\w{1,10}\] |\S{1,80}:\d{1,6} )?\[CONVEX (?:(?<type>[QMAH])\((?<name>[^)]{1,200})\)|FATAL ERROR)\] (?<said>(?!\[(?:LOG|DEBUG|INFO|WARN|ERROR|log|debug|info|warn|error)\] |Function executed in )\S.{0,1000})/;
const AUTH =
  /^(?:\[\w{1,10}\] |Error: |\S{1,80}:\d{1,6} )?Failed to authenticate: "(?<said>.{1,600})"?, check your server auth config/;
const MOST_LINES = 30;

/** Functions that failed on a Convex deployment, from `npx convex logs`, `npx convex dev` or the client's console. */
export const convex: Parser = {
  name: 'convex',
  anchors: ['[CONVEX M(', '[CONVEX Q(', '[CONVEX A(', '[CONVEX H(', '[CONVEX FATAL', 'Failed to authenticate: "'],
  start(line) {
    const said = FAILED.exec(line.text)?.groups ?? AUTH.exec(line.text)?.groups;
    if (!said) return undefined;
    const excerpt = new Excerpt().add(line, true);
    return {
      next(next) {
        const belongs =
          excerpt.size < MOST_LINES &&
          /^\s{2,}\S|^(?:Uncaught )?[A-Z]\w{0,60}Error\b|^(?:Uncaught|Could not|Token|Documents|Server Error)\b/.test(
            next.text,
          );
        if (belongs) excerpt.add(next, /^\S/.test(next.text));
        return belongs ? 'more' : 'refused';
      },
      end: () => ({
        failures: [
          excerpt.failure({
            tool: 'cloud',
            kind: 'exception',
            ...(said['name'] && { name: said['name'] }),
            message: said['said'] as string,
            facts: { service: 'convex', ...(said['type'] && { type: said['type'] }) },
          }),
        ],
      }),
    };
  },
};
