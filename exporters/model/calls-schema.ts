import { z } from "zod";
import { host } from "./address";
import { distinct } from "./lists";
import { nameSchema } from "./name";
import { object } from "./object";
import { show } from "./units";

/**
 * The dependencies to which the application measures its calls, with `http.client.request.duration` or `db.client.operation.duration`.
 * Alerts notify if calls to a dependency fail.
 */
export const calls = distinct(
  z.array(
    object({
      /** Name of the dependency: a service in `dependsOn`, or an API of another company, such as `stripe`. */
      to: nameSchema,
      /**
       * Hosts that the application calls, as its metrics report them in `server.address`. Default: for a `postgres` or `redis` service, its
       * host in the stack's network.
       */
      addresses: distinct(z.array(host).min(1)).optional(),
    }),
  ),
  ({ to }) => show(to),
).default([]);
