import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * States of a container that end or keep it from running, as Kubernetes words them in a pod's status and as an event's
 * reason. Source: kubernetes/kubernetes, pkg/kubelet/events/event.go and pkg/kubelet/images/types.go.
 */
const STATES: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'crash-loop',
  RunContainerError: 'not-started',
  CreateContainerError: 'not-started',
  CreateContainerConfigError: 'configuration',
  InvalidImageName: 'image',
  ErrImagePull: 'image',
  ImagePullBackOff: 'image',
  ErrImageNeverPull: 'image',
  OOMKilled: 'out-of-memory',
  Evicted: 'evicted',
  StartError: 'not-started',
  ContainerCannotRun: 'not-started',
};
const STATE = new RegExp(`(?:^|\\s|Init:)(?<state>${Object.keys(STATES).join('|')})(?:\\s|$)`);
/** `shore-6c9f7d5b8-x2x1z   0/1   CrashLoopBackOff   5 (41s ago)   4m` of `kubectl get pods`, perhaps behind a namespace. */
const ROW = /^(?:\S{1,253}\s{1,80})?(?<pod>[a-z0-9][a-z0-9.-]{1,252})\s{1,80}\d{1,3}\/\d{1,3}\s{1,40}\S/;
/** What a pod is on its way to; after some minutes it is stuck there. A pod without all its containers ready takes no traffic. */
const STARTING =
  /^(?:\S{1,253}\s{1,80})?(?<pod>[a-z0-9][a-z0-9.-]{1,252})\s{1,80}(?<ready>\d{1,3})\/(?<all>\d{1,3})\s{1,40}(?<state>Pending|ContainerCreating|PodInitializing|Init:\d{1,3}\/\d{1,3}|Running)\s{1,40}\d{1,6}(?: \([^)]{1,20}\))?\s{1,40}(?<age>(?:\d{1,5}[dhms]){1,3})(?:\s|$)/;
const STUCK_SECONDS = 300;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** `      Reason:       OOMKilled` of `kubectl describe pod`. */
const REASON = /^\s{2,16}Reason:\s{1,20}\S/;
/** An event: `Warning  BackOff  1m  kubelet  Back-off restarting failed container relay in pod shore-…`. */
const BACK_OFF =
  /\bBack-off (?:restarting failed container(?: =?(?<container>[\w.-]{1,253}))?|pulling image "(?<image>[^"]{1,500})")/;
/** `Failed to pull image "mill/grain:9": rpc error: …`, the registry's own answer. Source: pkg/kubelet/images/image_manager.go. */
const PULL = /\bFailed to pull image "(?<image>[^"]{1,500})": (?<why>.{1,1000})/;
const POD = /\bin pod (?<pod>[a-z0-9][a-z0-9.-]{1,252})/;
/** The object that `kubectl get events` names, between the reason and the message. */
const OBJECT = /\bUnhealthy\s{1,40}pod\/(?<pod>[a-z0-9][a-z0-9.-]{1,252})\s/;
/** The port a probe asked: `dial tcp 10.42.0.9:7007: …`, `Get "http://10.42.0.9:8080/healthz": …`. */
const PROBED = /(?:\d|\]):(?<port>\d{2,5})[/:"]/;
/** `Readiness probe failed: HTTP probe failed with statuscode: 503`. Source: pkg/kubelet/prober/prober.go. */
const PROBE = /\b(?<probe>Readiness|Liveness|Startup) probe (?:failed|errored): (?<said>.{0,400})/;

/**
 * What `kubectl get pods`, `describe` and `get events` print of a pod that does not run, as people paste it.
 * Facts: `state` (crash-loop, image, out-of-memory …) or `probe`, and `status` where a probe was answered.
 */
export const kubernetes: Parser = {
  name: 'kubernetes',
  anchors: [
    ...Object.keys(STATES),
    'Back-off restarting failed',
    'Back-off pulling image',
    'Failed to pull image',
    ' probe failed: ',
    ' probe errored: ',
    ' Pending ',
    ' ContainerCreating ',
    ' PodInitializing ',
    ' Init:',
    ' Running ',
  ],
  beside: { ' Running ': ['0/', '1/', '2/'], ' Pending ': ['0/'], ' Init:': ['0/'] },
  start(line) {
    const ready = readyPod(line);
    if (ready !== undefined) return stated(undefined, [{ tool: 'kubernetes', name: ready, line: line.number }]);
    const failure = probeFailed(line) ?? backedOff(line) ?? notPulled(line) ?? stateOf(line) ?? stuck(line);
    return failure && stated(failure);
  },
};

function stateOf(line: Line): Failure | undefined {
  const state = STATE.exec(line.text)?.groups?.['state'];
  const row = ROW.exec(line.text)?.groups;
  if (state === undefined || (row === undefined && !REASON.test(line.text))) return undefined;
  return failure(line, `The container's state is ${state}`, { state: STATES[state] as string }, row?.['pod']);
}

/** The pod of a row in which all containers are ready: what was said of it before is over. */
function readyPod(line: Line): string | undefined {
  const { pod, ready, all, state } = STARTING.exec(line.text)?.groups ?? {};
  return state === 'Running' && ready === all ? pod : undefined;
}

/** A row of `kubectl get pods` that has been on its way for too long. */
function stuck(line: Line): Failure | undefined {
  const { pod, ready, all, state = '', age = '' } = STARTING.exec(line.text)?.groups ?? {};
  if (pod === undefined || ready === all) return undefined;
  const seconds = [...age.matchAll(/(\d{1,9})([dhms])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * SECONDS[unit!]!,
    0,
  );
  if (seconds < STUCK_SECONDS) return undefined;
  const excerpt = new Excerpt().add(line, true);
  return excerpt.failure({
    tool: 'kubernetes',
    kind: 'measurement',
    name: pod,
    message: `${pod} is ${state} with ${ready} of ${all} containers ready, after ${age}`,
    facts: { state: 'starting', starting: state.startsWith('Init:') ? 'Init' : state, age, startingSeconds: seconds },
  });
}

function backedOff(line: Line): Failure | undefined {
  const said = BACK_OFF.exec(line.text);
  if (said === null) return undefined;
  const { container, image } = said.groups as { container?: string; image?: string };
  const name = POD.exec(line.text)?.groups?.['pod'] ?? container;
  const facts = image === undefined ? { state: 'crash-loop' } : { state: 'image', image };
  return failure(line, said[0], facts, name);
}

function notPulled(line: Line): Failure | undefined {
  const { image, why } = PULL.exec(line.text)?.groups ?? {};
  return image === undefined ? undefined : failure(line, why as string, { state: 'image', image, told: 'answer' });
}

function probeFailed(line: Line): Failure | undefined {
  const { probe, said = '' } = PROBE.exec(line.text)?.groups ?? {};
  if (probe === undefined) return undefined;
  const status = /statuscode: (\d{3})/.exec(said)?.[1];
  const answer =
    status !== undefined
      ? 'status'
      : /refused/.test(said)
        ? 'refused'
        : /timeout|deadline exceeded|timed out/i.test(said)
          ? 'none'
          : 'other';
  const port = PROBED.exec(said)?.groups?.['port'];
  const facts = {
    probe: probe.toLowerCase(),
    answer,
    ...(status !== undefined && { status }),
    ...(port !== undefined && { port }),
  };
  return failure(line, `${probe} probe failed: ${said}`, facts, OBJECT.exec(line.text)?.groups?.['pod']);
}

function failure(line: Line, message: string, facts: Failure['facts'], name?: string): Failure {
  const excerpt = new Excerpt().add(line, true);
  return excerpt.failure({
    tool: 'kubernetes',
    kind: 'container',
    message,
    facts,
    ...(name !== undefined && { name }),
  });
}
