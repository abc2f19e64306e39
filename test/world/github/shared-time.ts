import type { Clock } from '../../../src/world/github/client.js';

interface Waiting {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * Time that stands still while anybody works and jumps ahead when all wait, so that a race goes the same way on a busy
 * machine: pauses of the jobs and the travelling of their requests are measured by one clock. Each one that acts does
 * one thing at a time.
 */
export class SharedTime implements Clock {
  #now = Date.UTC(2026, 10, 23, 3);
  #acting = 0;
  readonly #waiting: Waiting[] = [];

  now(): number {
    return this.#now;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#waiting.push({ until: this.#now + milliseconds, wake });
      this.#passSoon();
    });
  }

  /** Time waits for what is done here, and ends with it. */
  async act<T>(work: () => Promise<T>): Promise<T> {
    this.#acting++;
    try {
      return await work();
    } finally {
      this.#acting--;
      this.#passSoon();
    }
  }

  /** Not at once: those that are started in one breath are all there first. */
  #passSoon(): void {
    queueMicrotask(() => {
      if (this.#waiting.length < Math.max(1, this.#acting)) return;
      const next = this.#waiting.reduce((first, one) => (one.until < first.until ? one : first));
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.until);
      next.wake();
    });
  }
}
