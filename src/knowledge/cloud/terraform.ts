import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** The last line of an AWS error as the SDK for Go (version 1) prints it, which Terraform 0.6 to 1.x passes on. */
const STATUS = /^\s{0,12}status code: (?<status>[45]\d\d), request id: /;
/** What the error says: `Error: …`, `* resource: …`, in the box of Terraform 0.15 and later too. */
const SAID = /^(?:│ ?)?(?:Error: |\s{0,4}\* |Error loading state: )(?<message>.{3,1000})/;
const MOST_BEFORE = 6;

/** An answer of a cloud's API that ended `terraform plan`, `apply` or `init`. */
export const terraform: Parser = {
  name: 'terraform',
  anchors: ['status code: '],
  start(line, before) {
    const status = STATUS.exec(line.text.replace(/^│ /, ''))?.groups?.['status'];
    if (status === undefined) return undefined;
    const at = before.slice(-MOST_BEFORE).findLastIndex((each) => SAID.test(each.text));
    if (at < 0) return undefined;
    const lines: readonly Line[] = before.slice(-MOST_BEFORE).slice(at);
    const excerpt = new Excerpt();
    for (const each of lines) excerpt.add(each, SAID.test(each.text));
    const message = SAID.exec((lines[0] as Line).text)?.groups?.['message'] as string;
    const failure = excerpt.add(line).failure({ tool: 'cloud', kind: 'command', code: status, message });
    return stated(failure);
  },
};
