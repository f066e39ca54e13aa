import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Histogram, Registry } from "prom-client";

const pauseMs = 100;

/** An application with the metrics of prom-client. It records a made-up request every 100 ms. Every fourth request is a health check. */
class App {
  private readonly registry = new Registry();
  private readonly timer: NodeJS.Timeout;
  readonly asked: string[] = [];

  constructor() {
    const requests = new Histogram({
      name: "http_request_duration_seconds",
      help: "Duration of requests",
      labelNames: ["method", "route", "status_code"],
      registers: [this.registry],
    });
    let count = 0;
    this.timer = setInterval(() => {
      requests.observe({ method: "GET", route: ++count % 4 === 0 ? "/health" : "/orders", status_code: "200" }, 0.02);
    }, pauseMs);
  }

  metrics(path: string): Promise<string> {
    this.asked.push(path);
    return this.registry.metrics();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/**
 * The network of a cluster with simulated pods. It is a proxy: Prometheus requests `http://<pod address>:<port>/<path>`, and the proxy
 * forwards the request to the application that is registered for this address. The proxy answers requests to other addresses with 502.
 */
export class Network {
  private readonly apps = new Map<string, App>();
  private readonly server: Server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? "/", "http://nowhere");
    const app = this.apps.get(host);
    if (app === undefined) {
      response.writeHead(502).end();
      return;
    }
    void app.metrics(pathname).then((text) => response.setHeader("content-type", "text/plain; version=0.0.4").end(text));
  });

  /** Starts the proxy and returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Starts an application and registers it at `host:port`. Stops an earlier application there, because pods can reuse addresses. */
  stand(address: string): void {
    this.fall(address);
    this.apps.set(address, new App());
  }

  /** Stops and removes the application at `host:port`. */
  fall(address: string): void {
    this.apps.get(address)?.stop();
    this.apps.delete(address);
  }

  /** The paths that were requested from the application at `host:port`, without duplicates. */
  asked(address: string): string[] {
    return [...new Set(this.apps.get(address)?.asked)];
  }

  async stop(): Promise<void> {
    for (const address of [...this.apps.keys()]) this.fall(address);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
