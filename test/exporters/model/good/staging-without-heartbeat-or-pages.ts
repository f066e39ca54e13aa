import { shopIn } from "../support";

export const good = shopIn({ id: "staging", pages: false, deadMansSwitch: undefined });
