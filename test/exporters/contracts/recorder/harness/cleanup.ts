/** Collects clean-up functions and runs them in reverse order. */
export class Cleanup {
  private readonly steps: (() => Promise<void> | void)[] = [];

  add(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** Runs all clean-up functions, even if some fail. If any failed, then throws an AggregateError of the failures. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop())
      await Promise.resolve()
        .then(step)
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, "not everything could be stopped");
  }
}

/** Runs `work` and then its clean-up functions, even if `work` fails or SIGINT, SIGTERM or SIGHUP ends this process. */
export async function withCleanup<T>(work: (cleanup: Cleanup) => Promise<T>): Promise<T> {
  const cleanup = new Cleanup();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const end = (signal: NodeJS.Signals): void => {
    void cleanup.run().finally(() => {
      for (const name of signals) process.off(name, end);
      process.kill(process.pid, signal);
    });
  };
  for (const name of signals) process.on(name, end);
  try {
    return await work(cleanup);
  } finally {
    await cleanup.run();
    for (const name of signals) process.off(name, end);
  }
}
