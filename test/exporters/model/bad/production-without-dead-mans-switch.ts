import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ deadMansSwitch: undefined }),
  lines: [
    "environments.production.deadMansSwitch: got nothing; production without a dead man's switch can die unseen: name the webhook contact that expects the heartbeat",
  ],
};
