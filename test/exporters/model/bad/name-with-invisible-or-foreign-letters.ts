import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, queues: ["mail\u200b", "e\u00a0mail", "m\u0430il"] }),
  lines: [
    'systems.shop.services.worker.queues[0]: got "mail\\u{200b}"; it contains an invisible character: write the name again',
    'systems.shop.services.worker.queues[1]: got "e\\u{a0}mail"; it contains an invisible character: write the name again',
    'systems.shop.services.worker.queues[2]: got "m\\u{430}il"; it mixes Latin letters with letters of another script that look the same: write the name again',
  ],
};
