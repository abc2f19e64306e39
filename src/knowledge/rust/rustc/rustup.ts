import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { unmarked } from '../../../core/parse/marker.js';
import type { Parser, Reading } from '../../../core/parse/parser.js';
import { withoutCommand } from './rustc-headline.js';

/** Beginnings of rustup's errors: src/errors.rs, src/component_for_bin and the proxies it installs as `cargo` and `rustc`. */
const MESSAGES: readonly RegExp[] = [
  /^'[\w.-]+' is not installed for the (?:custom )?toolchain '/,
  /^the '[\w.-]+' binary, normally provided by the '/,
  /^(?:override |default |custom )?toolchain '[^']+' (?:is not installed|does not contain component|does not support components|is not installable|has no )/,
  /^component '?[^']+'? (?:for target '[^']+' )?is unavailable for download/,
  /^(?:some components? (?:is |are )?unavailable for download|some components are unavailable)/,
  /^rustup could not choose a version of /,
  /^no default toolchain (?:is )?configured|^no override and no default toolchain set/,
  /^(?:could not download|failed to download) (?:nonexistent rust version|file from '|`https:\/\/static\.rust-lang)/,
  /^no release found for '/,
  /^invalid value '[^']*' for '\[?<?\+?toolchain/i,
  /^(?:invalid toolchain name|target '[^']+' not found in channel|toolchain '[^']+' is not)/,
  /^unknown proxy name: '/,
  /^rustup is not installed at /,
  /^error: Missing manifest in toolchain|^Missing manifest in toolchain '/,
  /^Unable to run `?'?[\w.-]+'?`? because/i,
];

/** rustup and the proxies it puts in the place of cargo and rustc: a toolchain, target or component that is not there. */
export const rustup: Parser = {
  name: 'rustup',
  anchors: [
    'is not installed',
    'normally provided by the',
    'does not contain component',
    'unavailable for download',
    'could not choose a version',
    'default toolchain',
    'could not download',
    'no release found',
    'proxy name',
    'toolchain name',
    'Missing manifest',
  ],
  start(line) {
    const text = withoutCommand(unmarked(line.text));
    const message = text.startsWith('error: ') ? text.slice(7).trim() : undefined;
    if (message === undefined || !MESSAGES.some((known) => known.test(message))) return undefined;
    return reading(line, message);
  },
};

function reading(start: Line, message: string): Reading {
  const excerpt = new Excerpt().add(start, true);
  return {
    next(line) {
      const goesOn =
        /^(?:To install, run|help: |hint: |note: |run `rustup|rustup (?:component|toolchain|target|default)|info: |sometimes not all|if you |you can |again |If |\s+\S|Caused by)/;
      if (excerpt.size > 15 || !goesOn.test(line.text)) return 'refused';
      excerpt.add(line);
      return 'more';
    },
    end: () => {
      const component = /^'([\w.-]+)'|component '?([\w-]+)/.exec(message);
      const toolchain = /toolchain '([^']+)'/.exec(message)?.[1];
      const name = component?.[1] ?? component?.[2] ?? toolchain;
      return {
        failures: [
          excerpt.failure({
            tool: 'rustup',
            kind: 'configuration',
            ...(name !== undefined && { name }),
            message,
            facts: toolchain === undefined ? {} : { toolchain },
          }),
        ],
      };
    },
  };
}
