import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ systems: { except: ["shop"] } }),
  lines: [
    'environments.production.systems.except: got {"except":["shop"]}, which leaves no system to watch; add one with `npm run add -- system`',
  ],
};
