// An Express application with a queue. `/add` adds a job. While `/fault/on` was the last request for a fault, jobs fail.
const { createApp } = require("./express-worker.cjs");

const { PORT, REDIS_PORT } = process.env;
let failing = false;
const { app, queue } = createApp("automations", { host: "127.0.0.1", port: Number(REDIS_PORT) }, async () => {
  if (failing) throw new Error("the vendor refuses the automation");
});
app.get("/add", async (request, response) => {
  await queue.add("automation", {}, { removeOnComplete: true, removeOnFail: true });
  response.status(202).end();
});
app.get("/fault/:state", (request, response) => {
  failing = request.params.state === "on";
  response.end();
});
app.listen(Number(PORT), "127.0.0.1");
