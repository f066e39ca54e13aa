import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../support/free-port";

/** An alert as Prometheus sends it. */
export interface Posted {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly endsAt?: string;
}

export interface Running {
  readonly url: string;
  readonly post: (alerts: readonly Posted[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The path at which Debian's build reads the default templates. Upstream's build embeds them in the binary. */
const debianTemplates = "/usr/share/prometheus/alertmanager";

/** Templates that Alertmanager uses for fields that our configuration leaves unset. `command` writes them for Debian's build. */
const defaultTexts = [
  "slack.default.username",
  "slack.default.callbackid",
  "slack.default.pretext",
  "slack.default.titlelink",
  "slack.default.iconemoji",
  "slack.default.iconurl",
  "slack.default.footer",
  "discord.default.content",
  "pagerduty.default.instances",
];

/**
 * The command that starts Alertmanager. If the binary is Debian's build and its templates are missing, the command mounts empty templates
 * over `/usr/share`.
 */
function command(binary: string, folder: string): readonly [string, readonly string[]] {
  if (existsSync(`${debianTemplates}/default.tmpl`) || !readFileSync(binary).includes(debianTemplates)) return [binary, []];
  const share = path.join(folder, "share");
  mkdirSync(path.join(share, "prometheus/alertmanager"), { recursive: true });
  writeFileSync(path.join(share, "prometheus/alertmanager/email.tmpl"), "");
  writeFileSync(
    path.join(share, "prometheus/alertmanager/default.tmpl"),
    defaultTexts.map((name) => `{{ define "${name}" }}{{ end }}`).join("\n"),
  );
  const mount = `mount -t overlay overlay -o lowerdir=${share}:/usr/share /usr/share && exec "$0" "$@"`;
  return ["unshare", [process.getuid?.() === 0 ? "-m" : "-rm", "sh", "-c", mount, binary]];
}

async function ready(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended:\n${log()}`);
    const response = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (response?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`Alertmanager was not ready in 30 s:\n${log()}`);
}

/**
 * Starts Alertmanager on a loopback port with this configuration. Writes the secrets to files in a temporary folder, and replaces
 * `secretsFolder` in the configuration with that folder.
 */
export async function startAlertmanager(
  binary: string,
  configuration: string,
  secrets: Readonly<Record<string, string>>,
  secretsFolder: string,
): Promise<Running> {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-alertmanager-"));
  const files = path.join(folder, "secrets");
  mkdirSync(files);
  for (const [key, secret] of Object.entries(secrets)) writeFileSync(path.join(files, key), secret);
  writeFileSync(path.join(folder, "alertmanager.yml"), configuration.replaceAll(secretsFolder, files));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [program, before] = command(binary, folder);
  const child = spawn(
    program,
    [
      ...before,
      `--config.file=${folder}/alertmanager.yml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.external-url=http://alertmanager.example",
      "--web.route-prefix=/",
      "--cluster.listen-address=",
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-20_000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, child, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    post: async (alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(alerts),
      });
      if (!response.ok) throw new Error(`Alertmanager took no alerts: ${response.status} ${await response.text()}`);
    },
  };
}
