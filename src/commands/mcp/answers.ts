import type { Report, RunContext } from '../../core/domain/report.js';
import { type Source, textSource } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { renderAgent } from '../../core/render/agent/answer.js';
import { renderUnknowns } from '../../core/render/agent/unknowns.js';
import { runAddress } from '../../settings/arguments/run-address.js';
import type { McpRequest } from '../../settings/requests.js';
import { rulesHere } from '../../settings/rules/here.js';
import { diagnose } from '../../walk/diagnose.js';
import { expandPaths } from '../../world/files/expand.js';
import { gatherSources } from '../../world/files/gather.js';
import type { Answers, Asked } from '../../world/mcp/server.js';
import { readRemote } from '../diagnose/remote.js';
import { patternShown } from '../patterns/show.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Wide enough that no command of a page is broken in two. */
const PLAIN = { colour: false, width: 200 } as const;

/** What an agent is answered, by the rules of the repository it works in; a mistake in them is told as the answer. */
export function answersBy(request: McpRequest, env: Environment): Answers {
  return {
    diagnose: async (asked) => renderAgent(await reportOn(asked, request, env)),
    unknowns: async (asked) => renderUnknowns(await reportOn(asked, request, env)),
    explainPattern: (id) => patternShown(id, request.patterns, PLAIN),
  };
}

async function reportOn(asked: Asked, request: McpRequest, env: Environment): Promise<Report> {
  const { patterns, waiving, redact } = await rulesHere(request, env);
  const { sources, problems, run } = await read(asked, env);
  return diagnose({ sources, problems, run, patterns, waiving, redact, failOn: 'P0', secrets: secretsIn(env) });
}

interface ToRead {
  readonly sources: readonly Source[];
  readonly problems: readonly string[];
  readonly run: RunContext;
}

async function read({ paths, text, run }: Asked, env: Environment): Promise<ToRead> {
  if ([paths, text, run].filter((each) => each !== undefined).length !== 1)
    throw new KnownError('no-input', {
      what: 'It is not said what to read',
      fix: 'Give exactly one of paths, text and run',
    });
  if (run !== undefined) {
    const { sources, problems, context } = await readRemote(runAddress(run), env);
    return { sources, problems, run: context };
  }
  if (text !== undefined) return { sources: [textSource('the text given', text, 'unknown')], problems: [], run: {} };
  if (paths?.includes('-') === true)
    throw new KnownError('no-input', {
      where: '-',
      what: 'is what the agent itself writes to',
      fix: 'Give the log as text',
    });
  const { sources } = await gatherSources(await expandPaths(paths ?? []));
  return { sources, problems: [], run: {} };
}
