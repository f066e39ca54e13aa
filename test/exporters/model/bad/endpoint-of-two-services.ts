import { postgres, redis, shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(
      { ...web, instrumentation: { profile: "prom-client", port: 9464, host: "Shop.example.com" } },
      { ...worker, instrumentation: { profile: "bullmq", port: 9464, host: "shop.example.com" } },
      { ...postgres, host: "db.example.com" },
      { ...postgres, name: "copy", host: "db.example.com" },
      { ...redis, host: "db.example.com", port: 5432 },
    ),
  },
  lines: [
    "systems.shop.services.postgres.port: got 5432, which makes db.example.com:5432 the address of shop/copy too (production); a program is one service: correct host or port of one of the two, or remove it",
    "systems.shop.services.redis.port: got 5432, which makes db.example.com:5432 the address of shop/copy too (production); a program is one service: correct host or port of one of the two, or remove it",
    "systems.shop.services.worker.instrumentation.port: got 9464, which makes shop.example.com:9464 the address of shop/web too (production); a program is one service: correct host or port of one of the two, or remove it",
  ],
};
