import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** `Memory cgroup out of memory: Killed process 42 (java) total-vm:…`; kernels before 5.0 said `Kill process`. */
const KILLED = /Memory cgroup out of memory: Kill(?:ed)? process (\d{1,9}) \(([^)]{1,64})\)/;

/** The kernel's own word, in `dmesg` and system journals, that a container's memory limit was met and whom it killed for it. */
export const kernelOom: Parser = {
  name: 'kernel-oom',
  anchors: ['cgroup out of memory: Kill'],
  start(line) {
    const [, pid, program] = KILLED.exec(line.text) ?? [];
    if (program === undefined) return undefined;
    const message = `The kernel killed ${program} (process ${pid}): the memory limit of its container was reached`;
    return stated(
      new Excerpt()
        .add(line, true)
        .failure({ tool: 'container', kind: 'container', code: '137', message, facts: { oomKilled: 1, program } }),
    );
  },
};
