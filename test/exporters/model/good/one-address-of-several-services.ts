import { environment, owner, postgres, redis, shop, system, web } from "../support";

const proxied = (name: string) => ({
  ...web,
  name,
  instrumentation: { profile: "prom-client", port: 80, host: "proxy.example.com", path: `/${name}/metrics` },
});
const server = { host: "db.example.com" };

export const good = {
  ...shop(web),
  systems: [
    system("shop", proxied("a"), proxied("b"), { ...postgres, ...server, database: "shop" }, { ...postgres, ...server, name: "bank" }),
    system("bank", { ...postgres, ...server }, { ...redis, ...server }),
  ],
  owners: [owner],
  environments: [
    { ...environment, systems: ["shop"] },
    { ...environment, id: "staging", systems: ["bank"] },
  ],
};
