/**
 * How the processor time of some work grows when its input doubles: 2 is linear, 4 quadratic. Processor time of this
 * process, and the best of three, so that a busy machine does not matter; a ratio, so that a slow one does not either;
 * over two doublings, so that noise counts half.
 * @param work does the work on an input of the given size
 * @param size of the smaller input, large enough for some milliseconds of work
 */
export function growth(work: (size: number) => unknown, size: number): number {
  work(size);
  const small = best(() => work(size));
  return Math.sqrt(best(() => work(4 * size)) / Math.max(small, 1));
}

/** More than noise over linear, and less than quadratic. */
export const LINEAR = 3.2;

function best(work: () => unknown): number {
  return Math.min(...[1, 2, 3].map(() => spent(work)));
}

/** Milliseconds. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
