import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

/** Serves a handler as a serverless platform does. Arguments: the path of the module that measures the handler, and the port. */
const [, , module, port] = process.argv;
const { measured } = await import(pathToFileURL(module).href);
const handle = measured("/api/health", () => Response.json({ status: "ok" }));

createServer(async ({ method, url }, answer) => {
  const response = await handle(new Request(new URL(url, "http://localhost"), { method }));
  answer.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}).listen(Number(port), "127.0.0.1");
