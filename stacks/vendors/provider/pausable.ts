import type { Api } from "./client/api";
import type { Operations } from "./definition";
import type { Json } from "./json";

interface Pausing<I> {
  readonly id: (remote: Json) => string | undefined;
  readonly isPaused: (remote: Json) => boolean;
  /** Path of the request that pauses or starts an object. */
  readonly path: (inputs: I, id: string, pause: boolean) => string;
}

/**
 * Operations for objects that the API pauses and starts with separate requests. After each creation and update, the object is paused or
 * started if its state differs from the input `paused`. An update therefore starts an object that a person has paused, unless `paused` is
 * true.
 */
export function pausable<I extends { readonly paused?: boolean | undefined }>(
  operations: Operations<I>,
  { id, isPaused, path }: Pausing<I>,
): Operations<I> {
  const corrected = async (api: Api, inputs: I, own: string, remote: Json): Promise<Json> => {
    const pause = inputs.paused === true;
    if (isPaused(remote) === pause) return remote;
    return { ...remote, ...(await api.send("POST", path(inputs, encodeURIComponent(own), pause), undefined)) };
  };
  return {
    ...operations,
    async create(api, inputs) {
      const made = await operations.create(api, inputs);
      return corrected(api, inputs, id(made) ?? "", made);
    },
    async update(api, own, inputs, before) {
      return corrected(api, inputs, own, await operations.update(api, own, inputs, before));
    },
  };
}
