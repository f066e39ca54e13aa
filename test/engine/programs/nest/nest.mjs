// A NestJS application with a queue. `/add` adds a job. After `/fault/on`, the next job waits for `/fault/off`, so the worker hangs.
import "reflect-metadata";
import { BullModule, getQueueToken } from "@nestjs/bullmq";
import { Controller, Get, Inject, Module, Param } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { measuredProcessor, MetricsController } from "./nest-worker.mjs";

const { PORT, REDIS_PORT } = process.env;
const name = "jobs";
let released = Promise.resolve();
let release = () => undefined;

class JobsController {
  constructor(queue) {
    this.queue = queue;
  }
  async add() {
    await this.queue.add("import", {}, { removeOnComplete: true, removeOnFail: true });
  }
  fault(state) {
    if (state === "on") released = new Promise((resolve) => (release = resolve));
    else release();
  }
}
const route = (path, method) =>
  Get(path)(JobsController.prototype, method, Object.getOwnPropertyDescriptor(JobsController.prototype, method));
Inject(getQueueToken(name))(JobsController, undefined, 0);
route("add", "add");
route("fault/:state", "fault");
Param("state")(JobsController.prototype, "fault", 0);
Controller()(JobsController);

class AppModule {}
Module({
  imports: [BullModule.forRoot({ connection: { host: "127.0.0.1", port: Number(REDIS_PORT) } }), BullModule.registerQueue({ name })],
  controllers: [JobsController, MetricsController],
  providers: [measuredProcessor(name, () => released)],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ["error", "warn"] });
await app.listen(Number(PORT), "127.0.0.1");
