/** Returns a regular expression for the paths of the engine tests with these names. */
export const engineTests = (...names: readonly string[]): string => `test/(reference-systems/)?engine/(${names.join("|")})\\.test\\.ts$`;
