import { jestStep } from "../support/jest-step";
import type { Kind } from "./kind";

interface JestKind extends Pick<Kind, "name" | "title" | "unit"> {
  /** The tests, as a regular expression of their path. */
  readonly tests: string;
  /** Environment variables that make them long. */
  readonly env?: Readonly<Record<string, string>>;
  /** Trials within one run of the tests; the number of tests by default. */
  readonly trials?: number;
}

/** A kind whose trials are engine tests, run to their end. */
export const jestKind = ({ name, title, unit, tests, env = {}, trials }: JestKind): Kind => ({
  name,
  title,
  unit,
  run: async () => {
    const before = Object.fromEntries(Object.keys(env).map((key) => [key, process.env[key]]));
    Object.assign(process.env, env);
    try {
      const { passed, failed } = await jestStep(name, ["engine"], ["--runInBand", `--testPathPatterns=${tests}`]);
      const failures = failed === 0 ? [] : [`${failed} of ${passed + failed} tests failed; their messages are above`];
      return { trials: trials ?? passed + failed, failures };
    } finally {
      for (const [key, value] of Object.entries(before)) {
        if (value === undefined) Reflect.deleteProperty(process.env, key);
        else process.env[key] = value;
      }
    }
  },
});
