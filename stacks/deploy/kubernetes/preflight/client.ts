import { Agent, request, type RequestOptions } from "node:https";
import { KubeConfig } from "@kubernetes/client-node";
import { notAllowed } from "../../../../exporters/model/object";
import { UserError } from "../../../config/errors";
import type { Answer } from "../../docker/preflight";
import type { AskCluster, Connection } from "./ask";

const timeoutMs = 10_000;
const remedy = (key: string): string => `\`pulumi config set --path 'monitoring:kubernetes.${key}' <value>\``;

function load(file: string, written: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "it is not a kubeconfig";
    throw new UserError(
      `monitoring:kubernetes.kubeconfig names ${written}, which cannot be read (${reason}). Give the path of a kubeconfig: ${remedy("kubeconfig")}.`,
    );
  }
  return config;
}

type Headers = Readonly<Record<string, string | number | readonly string[] | undefined>>;

function send(options: RequestOptions, server: URL, path: string, body?: object): Promise<Answer> {
  return new Promise((done) => {
    const text = body && JSON.stringify(body);
    const headers = {
      ...(options.headers as Headers | undefined),
      accept: "application/json",
      ...(text !== undefined && { "content-type": "application/json" }),
    };
    const where = { hostname: server.hostname, port: server.port || 443, path: `${server.pathname.replace(/\/$/, "")}${path}` };
    const asked = request(
      { ...options, ...where, headers, method: text === undefined ? "GET" : "POST", timeout: timeoutMs },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }));
      },
    );
    asked.on("timeout", () => asked.destroy(new Error(`no response within ${timeoutMs / 1000} s`)));
    asked.on("error", (error: NodeJS.ErrnoException) => done({ status: 0, body: error.code ?? error.message }));
    asked.end(text);
  });
}

/**
 * Reads a kubeconfig and chooses a context. `file` is the absolute path of the kubeconfig. `written` is the path in the stack's
 * configuration, for messages. Throws UserError when the kubeconfig cannot be read or does not have the context.
 */
export function contextOf(file: string, written: string, context: string): KubeConfig {
  const config = load(file, written);
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(context))
    throw new UserError(
      `monitoring:kubernetes.context: ${notAllowed(context, names, `contexts of ${written}`).replace(/[^?]$/, "$&.")} Choose one: ${remedy("context")}.`,
    );
  config.setCurrentContext(context);
  return config;
}

/**
 * A connection to the cluster of a context, as the context's user. The parameters are those of `contextOf`. Throws UserError as `contextOf`
 * does, and if the context refers to a missing cluster.
 */
export function connect(file: string, written: string, context: string): Connection {
  const config = contextOf(file, written, context);
  const { server, proxyUrl } = config.getCurrentCluster() ?? {};
  if (server === undefined)
    throw new UserError(`The context ${context} in ${written} refers to a cluster that does not exist. Correct the kubeconfig.`);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let identity: Promise<RequestOptions> | undefined;
  const ask: AskCluster = async (path, body) => {
    try {
      identity ??= (async () => {
        const options: RequestOptions = {};
        await config.applyToHTTPSOptions(options);
        return options;
      })();
      const options = await identity;
      // The client library's agent closes the connection after every request, so use this agent only for a proxy.
      return await send(proxyUrl === undefined ? { ...options, agent } : options, new URL(server), path, body);
    } catch (error) {
      // For example, a login command in the kubeconfig failed.
      return { status: 0, body: error instanceof Error ? error.message : String(error) };
    }
  };
  return { server, ask };
}
