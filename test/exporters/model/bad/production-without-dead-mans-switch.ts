import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ deadMansSwitch: undefined }),
  lines: [
    "environments.production.deadMansSwitch: got nothing; without a dead man's switch, production monitoring can fail unnoticed: name the webhook contact that expects the heartbeat",
  ],
};
