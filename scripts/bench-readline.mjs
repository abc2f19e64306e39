/** What a typical action does with a log: each expression on each line. `node bench-readline.mjs EXPRESSIONS LOG`. */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [words = '', log = ''] = process.argv.slice(2);
const expressions = readFileSync(words, 'utf8')
  .trimEnd()
  .split('\n')
  .flatMap((text) => {
    try {
      return [new RegExp(text.replace(/^\(\?i\)/, ''), text.startsWith('(?i)') ? 'i' : '')];
    } catch {
      return [];
    }
  });
let hits = 0;
for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Infinity }))
  for (const expression of expressions) if (expression.test(line)) hits += 1;
console.log(hits);
