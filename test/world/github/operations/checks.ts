import { sample } from '../sample.js';
import type { CheckRun, State } from '../state.js';
import { type Answer, type Call, type Operations, refusal } from './answer.js';

/** Check runs and their annotations. */
export const CHECKS: Operations = {
  'checks/create': { needs: ['checks'], level: 'write', answer: create },
  'checks/update': { needs: ['checks'], level: 'write', answer: update },
};

interface Output {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations?: readonly Record<string, unknown>[];
}

function create({ state, asked }: Call): Answer {
  const body = asked.request.requestBody as {
    name: string;
    head_sha: string;
    status?: string;
    conclusion?: string;
    output?: Output;
  };
  // The description lets this pass, GitHub does not.
  if (body.status === 'completed' && body.conclusion === undefined)
    return refusal(422, 'Validation Failed', { errors: ['conclusion is missing'] });
  const run: CheckRun = {
    id: state.nextId(),
    name: body.name,
    sha: body.head_sha,
    conclusion: body.conclusion ?? null,
    title: body.output?.title ?? '',
    summary: body.output?.summary ?? '',
    text: body.output?.text ?? '',
    annotations: [...(body.output?.annotations ?? [])],
  };
  state.checkRuns.push(run);
  return { status: 201, body: shown(run, state) };
}

function update({ state, asked }: Call): Answer {
  const run = state.checkRuns.find(({ id }) => id === Number(asked.request.params['check_run_id']));
  if (run === undefined) return refusal(404, 'Not Found');
  const { output } = asked.request.requestBody as { output?: Output };
  if (output !== undefined) {
    Object.assign(run, { title: output.title, summary: output.summary, text: output.text ?? run.text });
    run.annotations.push(...(output.annotations ?? []));
  }
  return { status: 200, body: shown(run, state) };
}

function shown(run: CheckRun, state: State) {
  return sample('check-run', {
    id: run.id,
    name: run.name,
    head_sha: run.sha,
    status: 'completed',
    conclusion: run.conclusion,
    started_at: state.now().toISOString(),
    completed_at: state.now().toISOString(),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: 'https://api.github.com/x',
    },
  });
}
