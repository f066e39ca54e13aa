import { createServer } from "node:http";
import { collectDefaultMetrics, Histogram, register } from "prom-client";

/** This application uses prom-client directly, as the profile `prom-client` describes. */
collectDefaultMetrics();
const duration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Duration of HTTP requests",
  labelNames: ["method", "route", "status_code"],
});

const routeOf = (url: string): string => (url.startsWith("/orders/") ? "/orders/:id" : url);

createServer((request, response) => {
  const url = request.url ?? "/";
  if (url === "/metrics") {
    void register.metrics().then((page) => response.setHeader("content-type", register.contentType).end(page));
    return;
  }
  const end = duration.startTimer({ method: request.method ?? "", route: routeOf(url) });
  response.statusCode = url === "/fail" ? 500 : 200;
  response.end();
  end({ status_code: response.statusCode });
}).listen(Number(process.env["PORT"]), "127.0.0.1");
