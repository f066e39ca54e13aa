// A NestJS application with a queue. `/add` adds a job. After `/fault/on`, the next job waits for `/fault/off`, so the worker hangs.
import "reflect-metadata";
import { BullModule, getQueueToken } from "@nestjs/bullmq";
import { Controller, Get, Inject, Module, Param } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { measuredProcessor, MetricsController } from "./nest-worker.mjs";

const { PORT, REDIS_PORT } = process.env;
const name = "exports";
let released = Promise.resolve();
let release = () => undefined;

class ExportsController {
  constructor(queue) {
    this.queue = queue;
  }
  async add() {
    await this.queue.add("export", {}, { removeOnComplete: true, removeOnFail: true });
  }
  fault(state) {
    if (state === "on") released = new Promise((resolve) => (release = resolve));
    else release();
  }
}
const route = (path, method) =>
  Get(path)(ExportsController.prototype, method, Object.getOwnPropertyDescriptor(ExportsController.prototype, method));
Inject(getQueueToken(name))(ExportsController, undefined, 0);
route("add", "add");
route("fault/:state", "fault");
Param("state")(ExportsController.prototype, "fault", 0);
Controller()(ExportsController);

class AppModule {}
Module({
  imports: [BullModule.forRoot({ connection: { host: "127.0.0.1", port: Number(REDIS_PORT) } }), BullModule.registerQueue({ name })],
  controllers: [ExportsController, MetricsController],
  providers: [measuredProcessor(name, () => released)],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ["error", "warn"] });
await app.listen(Number(PORT), "127.0.0.1");
