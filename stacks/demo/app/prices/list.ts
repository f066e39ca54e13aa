/** The items that the shop sells, with their prices in cents. */
export const prices: Readonly<Record<string, number>> = { lamp: 2900, chair: 7900, desk: 24900, shelf: 5900, rug: 9900 };

/** Returns the price of an item in cents. Undefined for an item that the shop does not sell. */
export const priceOf = (item: string): number | undefined => (Object.hasOwn(prices, item) ? prices[item] : undefined);
