import { Refused, type Api } from "./client/api";
import { explainAnswer, reasonIn, VendorError, type Deed } from "./client/errors";
import { attempts, backoffMs, isAmbiguous } from "./client/retry";
import type { Bound, Connection, Kind } from "./definition";
import { idOf, type Json } from "./json";
import { vendors } from "./vendors";

/** The ID and outputs of an object, for Pulumi's state. */
export interface Kept {
  readonly id: string;
  readonly outputs: Json;
}

/**
 * The error for an object that exists at the vendor, but not as requested. Pulumi keeps the object in its state, so that later commands can
 * correct or delete it.
 */
export class Unfinished extends VendorError {
  constructor(
    message: string,
    readonly kept: Kept,
  ) {
    super(message);
  }
}

/** Returns the API for a connection, with the token from the connection's secret. Throws VendorError when the token is missing. */
export type Connect = (kind: Pick<Kind, "vendor">, connection: Connection, deed: Deed) => Api;

const existsWords = /already|exists|taken|in use|duplicate|unique/i;
const mayExist = ({ answer }: Refused): boolean =>
  answer.status === 409 || ([400, 404, 422].includes(answer.status) && existsWords.test(reasonIn(answer)));

/** Creates, reads, updates and deletes objects at all vendors. */
export class Crud {
  constructor(
    private readonly connect: Connect,
    private readonly sleep: (ms: number) => Promise<void>,
  ) {}

  /**
   * Creates an object, or adopts an existing object with the same natural key, e.g. one from an interrupted run. Adopts an object only if
   * `isFree` returns true for its identity, so that two resources never have the same object. After a POST without a response or with a
   * server error, looks for the object before the next POST.
   */
  async create(kind: Kind, inputs: Json, isFree: (identity: string) => boolean): Promise<Kept> {
    const { bound, api, deed } = this.open(kind, inputs, "create");
    const identity = (remote: Json): unknown => kind.identity && bound.outputs(remote)[kind.identity];
    const free = (remote: Json): boolean => isFree(idOf(identity(remote)) ?? bound.id(remote) ?? "");
    const find = async (): Promise<Json | undefined> => {
      const found = await bound.find(api, free);
      return found !== undefined && free(found) ? found : undefined;
    };
    return this.explained(kind, inputs, deed, async () => {
      for (let attempt = 1; ; attempt++) {
        const there = await find();
        if (there !== undefined) return this.keep(kind, inputs, bound, await this.takeOver(bound, api, there), "adopted", there);
        try {
          return this.keep(kind, inputs, bound, await bound.create(api), "created");
        } catch (error) {
          if (!(error instanceof Refused) || attempt >= attempts || !(isAmbiguous(error.answer) || mayExist(error))) throw error;
          api.forget();
          if (mayExist(error)) {
            if ((await find()) === undefined) throw error;
          } else await this.sleep(backoffMs(attempt, Math.random()));
        }
      }
    });
  }

  /** Reads the object; undefined when it no longer exists. `inputs` come from the state, or from the ID if the object is imported. */
  async read(kind: Kind, id: string, inputs: Json): Promise<{ readonly inputs: Json; readonly outputs: Json } | undefined> {
    const { bound, api, deed } = this.open(kind, inputs, "read");
    return this.explained(kind, inputs, deed, async () => {
      const remote = await bound.read(api, vendorId(kind, id));
      return remote === undefined ? undefined : { inputs: kind.fromRemote(remote), outputs: bound.outputs(remote) };
    });
  }

  async update(kind: Kind, id: string, inputs: Json, before: Json): Promise<Json> {
    const { bound, api, deed } = this.open(kind, inputs, "update");
    return this.explained(kind, inputs, deed, async () => {
      const remote = await bound.update(api, vendorId(kind, id), before);
      return finished(kind, bound, remote, { id, outputs: bound.outputs(remote) }, "updated").outputs;
    });
  }

  async remove(kind: Kind, id: string, inputs: Json): Promise<void> {
    const { bound, api, deed } = this.open(kind, inputs, "delete");
    await this.explained(kind, inputs, deed, () => bound.remove(api, vendorId(kind, id)));
  }

  private open(kind: Kind, inputs: Json, verb: Deed["verb"]): { readonly bound: Bound; readonly api: Api; readonly deed: Deed } {
    const bound = kind.bind(inputs);
    const deed = { verb, what: bound.what };
    return { bound, api: this.connect(kind, connectionOf(kind, inputs), deed), deed };
  }

  /** Updates an adopted object, because its settings can differ from the inputs. */
  private async takeOver(bound: Bound, api: Api, there: Json): Promise<Json> {
    const id = bound.id(there);
    return id === undefined ? there : await bound.update(api, id, undefined);
  }

  private keep(kind: Kind, inputs: Json, bound: Bound, remote: Json, done: "created" | "adopted", found: Json = {}): Kept {
    const whole = { ...found, ...remote };
    const id = bound.id(whole);
    if (id === undefined)
      throw new VendorError(`${vendors[kind.vendor].name}: ${bound.what} was ${done}, but the response contains no id.`);
    const parts = kind.path.map((key) => idOf(inputs[key]) ?? "");
    return finished(kind, bound, whole, { id: [...parts, id].join("/"), outputs: bound.outputs(whole) }, done);
  }

  private async explained<T>(kind: Kind, inputs: Json, deed: Deed, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw explainAnswer(vendors[kind.vendor], connectionOf(kind, inputs).tokenSecret, deed, error.answer);
    }
  }
}

function finished(kind: Kind, bound: Bound, remote: Json, kept: Kept, done: "created" | "adopted" | "updated"): Kept {
  const flaw = bound.flaw(remote);
  if (flaw === undefined) return kept;
  const { name } = vendors[kind.vendor];
  throw new Unfinished(`${name}: ${bound.what} was ${done}, but ${flaw}.`, kept);
}

/** The connection inputs of a resource. Missing inputs get the vendor's defaults. */
export const connectionOf = (kind: Pick<Kind, "vendor">, inputs: Json): Connection => ({
  baseUrl: idOf(inputs["baseUrl"]) ?? vendors[kind.vendor].baseUrl,
  tokenSecret: idOf(inputs["tokenSecret"]) ?? vendors[kind.vendor].tokenSecret,
});

/** What identifies an object at the vendor, even after a rename: the output that `kind.identity` names, or else the vendor's ID. */
export const identityOf = (kind: Kind, id: string, state: Json): string =>
  (kind.identity === undefined ? undefined : idOf(state[kind.identity])) ?? vendorId(kind, id);

/** The vendor's ID: the part of Pulumi's ID after the inputs in `kind.path`. */
export const vendorId = (kind: Kind, id: string): string => id.split("/").slice(kind.path.length).join("/");

/**
 * Parses an ID for `pulumi import`, such as `organization/project/id`. For a self-hosted server, the ID begins with the server's address
 * and `#`. Returns the ID without the address, and the inputs that the ID contains. Throws VendorError when parts are missing.
 */
export function inputsOfId(kind: Kind, id: string): { readonly id: string; readonly inputs: Json } {
  const [address, own] = id.includes("#") ? [id.slice(0, id.indexOf("#")), id.slice(id.indexOf("#") + 1)] : [undefined, id];
  const parts = own.split("/");
  if (parts.length <= kind.path.length || parts.includes(""))
    throw new VendorError(`${kind.type}: got the id ${own}; expected ${[...kind.path, "id"].join("/")}.`);
  const inputs = Object.fromEntries(kind.path.map((key, index) => [key, parts[index] ?? ""]));
  return { id: own, inputs: { ...inputs, ...(address === undefined ? {} : { baseUrl: address }) } };
}
