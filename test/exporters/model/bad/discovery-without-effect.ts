import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [
      { ...system("shop", web), discovered: ["web", "sender"] },
      { ...system("other", web), discovered: ["sender"] },
    ],
    owners: [owner],
    environments: [
      { ...environment, discovery: ["docker"], discoveryProfiles: ["prom-client"] },
      { ...environment, id: "none", systems: ["other"], discoveryProfiles: ["bullmq"] },
    ],
  },
  lines: [
    'environments.none.discoveryProfiles: got ["bullmq"], which has no effect without discovery: add discovery, or remove discoveryProfiles',
    'systems.other.discovered: got ["sender"], but no environment that monitors the system (none) has discovery: set discovery of an environment, or remove discovered',
    'systems.shop.discovered: got "web", which is also in services, so discovery ignores it: remove one of the two',
  ],
};
