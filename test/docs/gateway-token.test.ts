import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const page = readFileSync(path.resolve(__dirname, "../../docs/instrument-a-service.md"), "utf8");

it("the documented command prints a value that an SDK reads as the account and token of the system", () => {
  const command = page.split("\n").find((line) => line.startsWith("    printf 'Authorization"));
  if (command === undefined) throw new Error("The page has no command that prints the header.");
  const TOKEN = "0123456789abcdef".repeat(4);
  const printed = execFileSync("sh", ["-c", command], { encoding: "utf8", env: { PATH: process.env["PATH"], TOKEN } });
  // The SDKs split at the first `=`, and decode percent signs in the value.
  const [name, ...value] = printed.split("=");
  expect(name).toBe("Authorization");
  const [scheme, account = ""] = decodeURIComponent(value.join("=")).split(" ");
  expect(scheme).toBe("Basic");
  expect(Buffer.from(account, "base64").toString()).toBe(`shop:${TOKEN}`);
  // `+` and `/` would be ambiguous in the variable.
  expect(account).toMatch(/^[A-Za-z0-9]+={0,2}$/);
});
