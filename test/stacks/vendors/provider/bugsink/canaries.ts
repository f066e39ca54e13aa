import { randomBytes } from "node:crypto";

/** Personal data that a test sends to an application. Each string is unique, so that the test can search for it. */
export interface Canaries {
  readonly email: string;
  readonly user: string;
  readonly password: string;
  readonly authorization: string;
  readonly ip: string;
  readonly cookie: string;
}

const word = (): string => randomBytes(6).toString("hex");

/** Creates new canaries. The IP address is in IPv6's documentation range, so it cannot be mistaken for a version number. */
export const canaries = (): Canaries => ({
  email: `jane.${word()}@canary.example`,
  user: `jane-${word()}`,
  password: `pass-${word()}`,
  authorization: `bearer-${word()}`,
  ip: `2001:db8::${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}`,
  cookie: `visit-${word()}`,
});

/** Sends an order that contains every canary in the place where real requests contain such data. */
export const order = (url: string, { email, user, password, authorization, ip, cookie }: Canaries): Promise<Response> =>
  fetch(`${url}/orders?email=${encodeURIComponent(email)}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${authorization}`,
      cookie: `visit=${cookie}`,
      "x-forwarded-for": ip,
      "x-forwarded-user": user,
    },
    body: JSON.stringify({ email, user, password, item: "a lamp" }),
  });

/** The names of the canaries that a text contains, in plain or URL-encoded form. */
export const foundIn = (text: string, all: Canaries): string[] =>
  Object.entries(all)
    .filter(([, value]: [string, string]) => text.includes(value) || text.includes(encodeURIComponent(value)))
    .map(([name]) => name)
    .sort();
