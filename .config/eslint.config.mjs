import path from "node:path";
import tseslint from "typescript-eslint";

const root = path.resolve(import.meta.dirname, "..");

export default tseslint.config(
  { ignores: ["node_modules/", "**/rendered/**", "test/promtool/**", "test/promtool-robust/**", "**/*.cjs", "**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: root } },
    rules: {
      // Numbers are allowed: they print as they are meant. Anything else but text is a mistake that only users would see, like "undefined".
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        {
          allow: [],
          allowAny: false,
          allowArray: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowNumber: true,
          allowRegExp: false,
        },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // These take a sixth of the lint time and find nothing here: no enums, and classes only for Pulumi components.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Pure folders: plain data in, plain data out.
    files: ["exporters/**/*.ts", "alert-rules/**/*.ts", "dashboards/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@pulumi/*", "node:*", "fs", "child_process", "os"], message: "Pure folder: no Pulumi, no I/O." }] },
      ],
      "no-restricted-globals": ["error", "process", "Date", "fetch", "setTimeout", "setInterval"],
    },
  },
);
