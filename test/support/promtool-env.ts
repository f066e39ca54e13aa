/**
 * Returns the environment variables of promtool. The runs are short and need little memory, so less frequent garbage collection saves a
 * third of their time.
 */
export const promtoolEnv = (): NodeJS.ProcessEnv => ({ ...process.env, GOGC: "400" });
