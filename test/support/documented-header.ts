import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const page = path.resolve(__dirname, "../../docs/instrument-a-service.md");

/**
 * Returns the value of `OTEL_EXPORTER_OTLP_HEADERS`, as the command in docs/instrument-a-service.md prints it. `system` replaces the
 * command's system `shop`.
 */
export function documentedHeader(token: string, system = "shop"): string {
  const command = readFileSync(page, "utf8")
    .split("\n")
    .find((line) => line.startsWith("    printf 'Authorization"));
  if (command === undefined) throw new Error("The page has no command that prints the header.");
  return execFileSync("sh", ["-c", command.replace('"shop:', `"${system}:`)], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], TOKEN: token },
  });
}
