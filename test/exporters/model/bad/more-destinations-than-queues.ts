import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ destinations: ["a", "b", "c", "d"].map((name) => ({ name, url: `https://${name}.example.com` })) }),
  lines: [
    "environments.production.destinations: got 4 destinations; at most 3 are allowed, because the gateway's volume has room for the queues of 3: remove some",
  ],
};
