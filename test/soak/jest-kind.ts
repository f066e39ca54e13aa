import { jestStep } from "../support/jest-step";
import type { Kind } from "./kind";

interface JestKind extends Pick<Kind, "name" | "title" | "unit"> {
  /** Regular expression for the paths of the tests. */
  readonly tests: string;
  /** Environment variables for the tests, for example the duration of each fault. */
  readonly env?: Readonly<Record<string, string>>;
  /** Number of trials within one run of the tests. Default: the number of tests. */
  readonly trials?: number;
  /** Returns the measured figures as text. Called after the tests. */
  readonly figures?: () => string;
}

/** Returns a kind of soak test that runs engine tests. */
export const jestKind = ({ name, title, unit, tests, env = {}, trials, figures }: JestKind): Kind => ({
  name,
  title,
  unit,
  run: async () => {
    const before = Object.fromEntries(Object.keys(env).map((key) => [key, process.env[key]]));
    Object.assign(process.env, env);
    try {
      const { passed, failed } = await jestStep(name, ["engine"], ["--runInBand", `--testPathPatterns=${tests}`]);
      const failures = failed === 0 ? [] : [`${failed} of ${passed + failed} tests failed; their messages are above`];
      return { trials: trials ?? passed + failed, failures, ...(figures && { figures: figures() }) };
    } finally {
      for (const [key, value] of Object.entries(before)) {
        if (value === undefined) Reflect.deleteProperty(process.env, key);
        else process.env[key] = value;
      }
    }
  },
});
