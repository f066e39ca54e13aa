import { createServer } from "node:http";
import { Queue, Worker } from "bullmq";

/** This application has a BullMQ queue with completed, failed and delayed jobs, and a worker with metrics. */
const connection = { host: "127.0.0.1", port: Number(process.env["REDIS_PORT"]) };
const queue = new Queue("jobs", { connection });
const worker = new Worker("jobs", (job) => (job.name === "bad" ? Promise.reject(new Error("asked to fail")) : Promise.resolve()), {
  connection,
  metrics: { maxDataPoints: 60 },
});
worker.on("error", () => undefined);

createServer((request, response) => {
  void (async () => {
    if (request.url === "/metrics") {
      response.setHeader("content-type", "text/plain; version=0.0.4");
      response.end(await queue.exportPrometheusMetrics());
      return;
    }
    await queue.add(request.url === "/fail" ? "bad" : "good", {});
    await queue.add("later", {}, { delay: 3_600_000 });
    response.end();
  })();
}).listen(Number(process.env["PORT"]), "127.0.0.1");
