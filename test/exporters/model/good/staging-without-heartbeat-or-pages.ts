import { shopIn } from "../support";

export const good = shopIn({ id: "staging", production: false, pages: false, deadMansSwitch: undefined });
