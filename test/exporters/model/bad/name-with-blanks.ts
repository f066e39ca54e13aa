import { postgres, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...worker, queues: [" mail", "print\n", " ", ""], quotas: ["orders "], pools: [{ name: "\tmain", database: "postgres" }] },
    postgres,
  ),
  lines: [
    'systems.shop.services.worker.pools[0].name: got "\\tmain"; expected a single line: remove line breaks and control characters',
    'systems.shop.services.worker.quotas[0]: got "orders "; remove the blanks at its ends',
    'systems.shop.services.worker.queues[0]: got " mail"; remove the blanks at its ends',
    'systems.shop.services.worker.queues[1]: got "print\\n"; expected a single line: remove line breaks and control characters',
    'systems.shop.services.worker.queues[2]: got " "; expected a text, not only blanks',
    "systems.shop.services.worker.queues[3]: got an empty string; expected 1 or more characters",
  ],
};
