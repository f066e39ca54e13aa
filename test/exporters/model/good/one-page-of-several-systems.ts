import { environment, owner, system, web } from "../support";

const shown = (id: string) => ({
  ...system(id, { ...web, uptime: [{ path: "/health", port: 80, public: true }] }),
  hosts: { production: `${id}.example.com` },
});
const uptime = { outside: "uptimerobot", plan: "free", statusPages: "uptimerobot", sharedPage: { title: "Status", name: "status" } };

export const good = {
  systems: [shown("mail"), shown("shop")],
  owners: [owner],
  environments: [{ ...environment, systems: ["mail", "shop"], uptime }],
};
