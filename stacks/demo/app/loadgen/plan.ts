/** One kind of request, and its share of the traffic as a weight. */
export interface Kind {
  readonly weight: number;
  readonly method: "GET" | "POST";
  /** Pattern of the route in `orders` that handles the request, such as `/reports/:id`. */
  readonly route: string;
  readonly path: (random: () => number) => string;
  readonly body?: (random: () => number) => unknown;
}

const items = ["lamp", "chair", "desk", "shelf", "rug"] as const;

/** The kinds of requests. Four of ten requests create an order, so that the queue constantly gets new jobs. */
export const kinds: readonly Kind[] = [
  {
    weight: 4,
    method: "POST",
    route: "/orders",
    path: () => "/orders",
    body: (random) => ({ item: items[Math.floor(random() * items.length)], quantity: 1 + Math.floor(random() * 9) }),
  },
  { weight: 5, method: "GET", route: "/orders", path: () => "/orders" },
  { weight: 1, method: "GET", route: "/reports/:id", path: (random) => `/reports/${1 + Math.floor(random() * 20)}` },
];

/** Tenants with their shares of the traffic. `acme` is the tenant that the fault `quota` affects. */
export const tenants: readonly { readonly name: string; readonly weight: number }[] = [
  { name: "acme", weight: 5 },
  { name: "globex", weight: 3 },
  { name: "initech", weight: 2 },
];

/** Picks one of `options` by weight. `chance` is a random number in [0, 1). Throws an Error if there are no options. */
export function pick<T extends { readonly weight: number }>(options: readonly T[], chance: number): T {
  let left = chance * options.reduce((sum, { weight }) => sum + weight, 0);
  for (const option of options) {
    left -= option.weight;
    if (left < 0) return option;
  }
  const last = options.at(-1);
  if (!last) throw new Error("nothing to pick from");
  return last;
}
