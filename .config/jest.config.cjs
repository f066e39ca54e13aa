const path = require("node:path");

const rootDir = path.resolve(__dirname, "..");
const swc = ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }];
// The viewer's node_modules and its built page contain no tests of this project, so Jest ignores them.
const modulePathIgnorePatterns = ["<rootDir>/dashboards/viewer/(node_modules|dist)/"];
const common = { rootDir, modulePathIgnorePatterns, testEnvironment: "node", transform: { "^.+\\.ts$": swc } };

module.exports = {
  rootDir,
  maxConcurrency: 2,
  // Jest's default timeout, 5 s, fails slow tests on a busy machine. This longer timeout fails only tests that hang.
  testTimeout: 120_000,
  cacheDirectory: path.join(rootDir, "node_modules/.cache/jest"),
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "<rootDir>/test/engine/",
        "<rootDir>/test/reference-systems/engine/",
        "<rootDir>/test/alert-rules/proofs/",
      ],
    },
    { ...common, displayName: "proofs", testMatch: ["<rootDir>/test/alert-rules/proofs/**/*.test.ts"] },
    {
      ...common,
      displayName: "engine",
      testMatch: ["<rootDir>/test/engine/**/*.test.ts", "<rootDir>/test/reference-systems/engine/**/*.test.ts"],
    },
  ],
};
