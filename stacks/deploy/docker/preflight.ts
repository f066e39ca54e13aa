import { request } from "node:http";
import { createServer } from "node:net";
import { UserError } from "../../config/errors";

/** A response of the daemon. Status 0 means that the daemon could not be reached; `body` then contains the reason. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request to a Docker daemon. */
export type AskDocker = (path: string, method?: "GET" | "DELETE") => Promise<Answer>;

/** Creates a client for the daemon at an address. Undefined for addresses that only Pulumi's plugin supports: ssh, named pipes, TLS. */
export function dockerClient(host: string, timeoutMs = 3000): AskDocker | undefined {
  const url = new URL(host);
  const where =
    url.protocol === "unix:"
      ? { socketPath: url.pathname }
      : url.protocol === "tcp:" && url.port !== "2376"
        ? { host: url.hostname, port: url.port || "2375" }
        : undefined;
  if (where === undefined) return undefined;
  return (path, method = "GET") =>
    new Promise((done) => {
      const asked = request({ ...where, method, path, timeout: timeoutMs, agent: false, headers: { host: "docker" } }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }));
      });
      asked.on("timeout", () => asked.destroy(new Error(`no response within ${timeoutMs} ms`)));
      asked.on("error", (error: NodeJS.ErrnoException) => done({ status: 0, body: error.code ?? error.message }));
      asked.end();
    });
}

/** Whether a port on 127.0.0.1 is free. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => done(true)));
  });

interface Listed {
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Ports: readonly { readonly PublicPort?: number }[];
}

/** What uses a port according to Docker: this stack (`ours`) or another container; undefined if no container uses the port. */
export function holderOf(port: number, stack: string, containers: readonly Listed[]): "ours" | { readonly container: string } | undefined {
  const holder = containers.find((container) => container.Ports.some((published) => published.PublicPort === port));
  if (holder === undefined) return undefined;
  return holder.Labels["monitoring.stack"] === stack ? "ours" : { container: (holder.Names[0] ?? "?").replace(/^\//, "") };
}

export interface PreflightArgs {
  readonly stack: string;
  readonly dockerHost: string;
  /** Host ports on 127.0.0.1, by published program or status page (`status-<system>`). */
  readonly ports: Readonly<Record<string, number | undefined>>;
  readonly ask?: AskDocker | undefined;
  readonly free?: (port: number) => Promise<boolean>;
}

function unreachable(host: string, reason: string): string {
  if (reason === "EACCES")
    return `Docker at ${host} denies access to this user. Add the user to the group docker (\`sudo usermod -aG docker $USER\`, then log in again), or run as root.`;
  return `Docker at ${host} does not respond (${reason}). Start it (\`systemctl start docker\`, or \`dockerd &\`), or choose another daemon: \`pulumi config set monitoring:dockerHost <address>\`.`;
}

/**
 * Checks the daemon before the first resource is created and, if the daemon runs on this machine (`unix:`), the ports. Throws UserError if
 * the daemon does not respond with status 200, or if another container or program uses a port. The error lists all such ports. Checks
 * nothing at an address that only Pulumi's plugin supports.
 */
export async function preflight({ stack, dockerHost, ports, ask = dockerClient(dockerHost), free = isFree }: PreflightArgs): Promise<void> {
  if (ask === undefined) return;
  const answer = await ask("/containers/json");
  if (answer.status !== 200) throw new UserError(unreachable(dockerHost, answer.status === 0 ? answer.body : `status ${answer.status}`));
  if (!dockerHost.startsWith("unix:")) return;
  const containers = JSON.parse(answer.body) as Listed[];
  const problems = await Promise.all(
    Object.entries(ports).map(async ([program, port]): Promise<string[]> => {
      if (port === undefined) return [];
      const holder = holderOf(port, stack, containers);
      if (holder === "ours" || (holder === undefined && (await free(port)))) return [];
      const by = holder === undefined ? "another program" : `the container ${holder.container}`;
      return [
        `port ${port} for ${program} is used by ${by}: free it, or \`pulumi config set --stack ${stack} --path 'monitoring:ports.${program}' <port>\` (or off)`,
      ];
    }),
  );
  const all = problems.flat().sort();
  if (all.length > 0) throw UserError.of("Ports on 127.0.0.1 are already in use; nothing was changed.", all);
}
