/** The regular expression of the paths of these engine tests. */
export const engineTests = (...names: readonly string[]): string => `test/(reference-systems/)?engine/(${names.join("|")})\\.test\\.ts$`;
