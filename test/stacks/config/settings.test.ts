import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseSettings, readSecretsFile, type Settings, type Source } from "../../../stacks/config/settings";
import { UserError } from "../../../stacks/config/errors";

interface Sample {
  readonly stack: string;
  readonly config: Record<string, string>;
  readonly secretKeys?: string[];
  readonly secretsFile?: unknown;
  readonly dockerHost?: string;
}

/** The systems of each environment in an example catalogue. */
const watched = { local: ["demo"], staging: ["bank", "shop"], production: ["bank", "shop"] };

const folder = path.join(__dirname, "files");
const samples = <T>(kind: "good" | "bad"): [string, T][] =>
  readdirSync(path.join(folder, kind)).map((file) => [
    file.replace(".json", ""),
    JSON.parse(readFileSync(path.join(folder, kind, file), "utf8")) as T,
  ]);
const sourceOf = ({ stack, config, secretKeys = [], secretsFile, dockerHost }: Sample): Source => ({
  stack,
  watched,
  config,
  isSecret: (key) => secretKeys.includes(key),
  dockerHost,
  readSecrets: () => secretsFile,
});

test.each(samples<Sample & { settings: Settings }>("good"))("the configuration %s is accepted", (_, sample) => {
  expect(parseSettings(sourceOf(sample))).toEqual(sample.settings);
});

test.each(samples<Sample & { message: string[] }>("bad"))("the configuration %s is refused with the expected message", (_, sample) => {
  expect(() => parseSettings(sourceOf(sample))).toThrow(new UserError(sample.message.join("\n")));
});

test("no error contains the value of a secret", () => {
  const sample = { stack: "local", config: { "monitoring:secrets": "canary-in-a-text" } };
  expect(() => parseSettings(sourceOf(sample))).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("canary") as string }) as Error,
  );
});

describe("a secrets file", () => {
  const root = mkdtempSync(path.join(tmpdir(), "secrets-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (content: string, mode: number) => {
    writeFileSync(path.join(root, "s.json"), content);
    chmodSync(path.join(root, "s.json"), mode);
  };

  test("is read if only its owner can read it", () => {
    write('{"a":"b"}', 0o600);
    expect(readSecretsFile(root, "s.json")).toEqual({ a: "b" });
  });

  test("is refused if others can read it", () => {
    write("{}", 0o644);
    expect(() => readSecretsFile(root, "s.json")).toThrow(
      new UserError("monitoring:secretsFile names s.json, which other users on this machine can read: `chmod 600 s.json`."),
    );
  });

  test("that is missing or invalid JSON is refused, and the error says how to create one", () => {
    write("{", 0o600);
    expect(() => readSecretsFile(root, "s.json")).toThrow(
      new UserError("monitoring:secretsFile names s.json, which is not JSON. Remove it and run `npm run up`, which writes it."),
    );
    expect(() => readSecretsFile(root, "none.json")).toThrow(
      new UserError(
        "monitoring:secretsFile names none.json, which cannot be read. `npm run up` writes it; or remove the setting and set each secret with `pulumi config set --secret --path 'monitoring:secrets.<key>'`.",
      ),
    );
  });
});
