/** Formats seconds, for example as `75 s`, `4 min` or `4 min 10 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 90) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}

export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** Whether the last line of the output can be overwritten. */
  readonly tty: boolean;
  readonly now: () => number;
}

const standardError: ProgressOutput = { write: (text) => process.stderr.write(text), tty: process.stderr.isTTY, now: () => Date.now() };

/** A long-running step. */
export interface Step {
  /** Description of the step. It also identifies the step. */
  readonly what: string;
  readonly typicalSeconds: number;
}

interface RunningStep extends Step {
  readonly began: number;
}

/** The total duration is announced only if the new steps take at least this many seconds. */
const long = 90;

/** Reports the progress of steps: position (n of m), elapsed time and typical time. Steps can run concurrently. */
export class Progress {
  private finished = 0;
  private readonly expected = new Map<string, number>();
  private readonly steps = new Set<RunningStep>();
  private timer: NodeJS.Timeout | undefined;
  private shown = false;

  constructor(
    private readonly output: ProgressOutput = standardError,
    /** Seconds between two lines if lines cannot be overwritten. */
    private readonly every = 30,
  ) {}

  /**
   * Announces steps. A step that is already announced and has not started is not counted twice. If at least two steps are new, and together
   * typically take at least `long` seconds, prints a total: the typical time of all announced steps that have not started.
   */
  expect(steps: readonly Step[]): void {
    const added = steps.filter(({ what }) => !this.expected.has(what));
    for (const { what, typicalSeconds } of added) this.expected.set(what, typicalSeconds);
    const sum = (all: Iterable<number>): number => [...all].reduce((total, each) => total + each, 0);
    if (added.length < 2 || sum(added.map(({ typicalSeconds }) => typicalSeconds)) < long) return;
    this.say(`${this.expected.size} steps to do, typically ${duration(sum(this.expected.values()))} in total.`);
  }

  /** Prints a line in place of the progress line, which the next tick prints again. */
  say(line: string): void {
    this.clear();
    this.output.write(`${line}\n`);
  }

  /** Runs one step and returns its result. Prints the end of the step, and also the start if lines cannot be overwritten. */
  async step<T>({ what, typicalSeconds }: Step, work: () => Promise<T>): Promise<T> {
    const step: RunningStep = { what, typicalSeconds, began: this.output.now() };
    this.expected.delete(what);
    this.steps.add(step);
    if (!this.output.tty) this.say(`${this.place()} ${what}: started, typically ${duration(typicalSeconds)}`);
    this.timer ??= setInterval(() => this.tick(), this.output.tty ? 1000 : this.every * 1000);
    this.timer.unref();
    try {
      const result = await work();
      this.end(step, "done");
      return result;
    } catch (error) {
      this.end(step, "failed");
      throw error;
    }
  }

  private place(): string {
    const reached = this.finished + this.steps.size;
    return `[${reached}/${reached + this.expected.size}]`;
  }

  private taken(step: RunningStep): string {
    return duration((this.output.now() - step.began) / 1000);
  }

  private end(step: RunningStep, how: string): void {
    this.say(`${this.place()} ${step.what}: ${how} after ${this.taken(step)}`);
    this.steps.delete(step);
    this.finished++;
    if (this.steps.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    const running = [...this.steps]
      .map((step) => `${step.what}: ${this.taken(step)} of typically ${duration(step.typicalSeconds)}`)
      .join("; ");
    if (!this.output.tty) {
      this.say(`${this.place()} ${running}`);
      return;
    }
    this.output.write(`\r\u001b[K${this.place()} ${running}`);
    this.shown = true;
  }

  private clear(): void {
    if (this.shown) this.output.write("\r\u001b[K");
    this.shown = false;
  }
}
