import path from "node:path";
import tseslint from "typescript-eslint";

const root = path.resolve(import.meta.dirname, "..");

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "dashboards/viewer/dist/",
      "**/rendered/**",
      "test/promtool/**",
      "test/promtool-robust/**",
      "**/*.cjs",
      "**/*.mjs",
      // The script runs in browsers. It is a copy of the script in `docs/telemetry-from-outside.md`.
      "stacks/demo/app/storefront/telemetry.js",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: root } },
    rules: {
      // Strings and numbers are allowed. Any other value is a mistake that shows only in the output, for example as "undefined".
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
      // These two rules take a sixth of the lint time and have found nothing: the code has no enums and few classes.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // The code in these folders is pure: it takes plain data and returns plain data.
    files: ["exporters/**/*.ts", "alert-rules/**/*.ts", "dashboards/**/*.ts"],
    ignores: ["dashboards/viewer/page/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@pulumi/*", "node:*", "fs", "child_process", "os"], message: "Pure folder: no Pulumi, no I/O." }] },
      ],
      "no-restricted-globals": ["error", "process", "Date", "fetch", "setTimeout", "setInterval"],
    },
  },
  {
    // The packages that these files import are installed only in `dashboards/viewer`. `tsc -p dashboards/viewer` checks the types of the
    // files.
    files: ["dashboards/viewer/page/**/*.{ts,tsx}", "test/engine/viewer/browser/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: false, program: null } },
  },
  {
    // Grafana itself is licensed under the AGPL, and so are some of its packages. Of Grafana's packages, only those named here may be
    // bundled into the viewer's page.
    files: ["dashboards/viewer/**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^@grafana/(?!(ui|ui/unstable|data|schema|i18n)$)",
              message: "Only the Apache-licensed packages @grafana/ui, data, schema and i18n.",
            },
          ],
        },
      ],
    },
  },
);
