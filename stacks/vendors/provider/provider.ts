import type { InvokeResult, Provider } from "@pulumi/pulumi/provider";
import { checkInputs, type Checked } from "./check";
import { Api } from "./client/api";
import type { Answer, Request } from "./client/answer";
import { RequestBudget, realClock, type Clock } from "./client/budget";
import { VendorClient } from "./client/client";
import { VendorError } from "./client/errors";
import { Crud, Unfinished, connectionOf, identityOf, inputsOfId, vendorId, type Connect } from "./crud";
import type { Kind } from "./definition";
import { difference, type Difference } from "./diff";
import { Holders } from "./holders";
import { listOf, type Json } from "./json";
import type { Lookup } from "./lookup";
import { allowedDeletes, allows, isSwitchedOff, keepFunction, nameInSetting } from "./permissions";
import { present, seen, withDefaults } from "./refreshed";
import { keptObject, replaced } from "./sentences";
import { tokenOf, type TokenSource } from "./tokens";
import { holdsUnknown, plainObject, secretTexts, withSecrets } from "./values";
import { vendors, type VendorId } from "./vendors";

export interface ProviderArgs {
  readonly version: string;
  readonly kinds: readonly Kind[];
  readonly lookups: readonly Lookup[];
  readonly tokens: TokenSource;
  /** Prints a line for the user. */
  readonly say: (line: string) => void;
  readonly clock?: Clock;
  readonly sender?: (request: Request) => Promise<Answer>;
}

/** The resource type in a URN, which has the form `urn:pulumi:<stack>::<project>::<parents>$<type>::<name>`. */
const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").pop() ?? "";
/** The name of a resource in `monitoring:allowDelete`. A name can contain `::`. */
const settingOf = (urn: string): string => nameInSetting(typeOf(urn), urn.split("::").slice(3).join("::"));

/** The Pulumi provider for the resources of all vendors. */
export class VendorProvider implements Provider {
  readonly version: string;
  private readonly crud: Crud;
  private readonly clients = new Map<string, VendorClient>();
  private readonly budgets = new Map<string, RequestBudget>();
  private readonly secrets = new Set<string>();
  /** URNs of the Pulumi program's resources, by type, address of the API, inputs that the type's `path` lists, and natural key. */
  private readonly owners = new Map<string, string>();
  private readonly holders = new Holders();
  /** Whether the Pulumi program runs, as in `up` and `preview`. `destroy` deletes objects without running it. */
  private programRuns = false;
  /**
   * URNs of resources whose replacement was refused in this run. The command in each message has a different index in
   * `monitoring:allowDelete`, so that users can run all the commands.
   */
  private readonly refused = new Set<string>();
  /** Vendors at which the provider keeps all objects. */
  private readonly keptAt = new Set<unknown>();

  constructor(private readonly args: ProviderArgs) {
    this.version = args.version;
    this.crud = new Crud(this.connect, (args.clock ?? realClock).sleep);
  }

  check(urn: string, _olds: Json, news: Json): Promise<Checked> {
    this.programRuns = true;
    return this.clean(news, () => {
      const kind = this.kindOf(urn);
      const { inputs, failures } = checkInputs(kind, news);
      if (failures.length > 0) return { inputs, failures };
      const other = this.claim(kind, urn, plainObject(inputs));
      if (other === undefined) return { inputs, failures };
      const what = kind.bind(plainObject(inputs)).what;
      return { inputs, failures: [{ property: "", reason: `${what} is also declared by ${other}; give each a different name` }] };
    });
  }

  /** Throws VendorError if a replacement would delete the object's history and `monitoring:allowDelete` does not allow it. */
  diff(id: string, urn: string, olds: Json, news: Json): Promise<Difference> {
    return this.clean(news, () => {
      const kind = this.kindOf(urn);
      this.holders.record(urn, kind, id, plainObject(olds));
      const found = difference(kind, olds, news);
      const known = found.replaces.filter((key) => !holdsUnknown(news[key]));
      if (known.length > 0 && this.keepsHistory(kind, urn)) {
        const { what } = kind.bind(plainObject(olds));
        const index = allowedDeletes(this.args.tokens.config).length + [...this.refused.add(urn)].indexOf(urn);
        throw replaced(kind, settingOf(urn), what, known, index);
      }
      return found;
    });
  }

  create(urn: string, inputs: Json): Promise<{ id: string; outs: Json }> {
    return this.clean(inputs, async () => {
      const kind = this.kindOf(urn);
      const plain = plainObject(inputs);
      const isFree = (identity: string): boolean => this.holders.other(urn, kind, plain, identity) === undefined;
      const { id, outputs } = await this.crud.create(kind, plain, isFree).catch(keepUnfinished(kind, inputs));
      this.holders.record(urn, kind, id, { ...plain, ...outputs });
      return { id, outs: stateOf(kind, id, inputs, outputs) };
    });
  }

  read(id: string, urn: string, props: Json = {}): Promise<{ id: string; props: Json; inputs?: Json }> {
    return this.clean(props, async () => {
      const kind = this.kindOf(urn);
      const state = plainObject(props);
      const known = Object.fromEntries(Object.entries(state).filter(([key]) => key in kind.schema.shape));
      const imported = Object.keys(known).length === 0;
      const at = imported ? inputsOfId(kind, id) : { id, inputs: state };
      const found = await this.crud.read(kind, at.id, at.inputs);
      if (found === undefined) return { id: "", props: {} };
      const inputs = imported
        ? withDefaults(kind, { ...connectionOf(kind, at.inputs), ...present(found.inputs), ...at.inputs })
        : seen(kind, known, found.inputs);
      const marked = withSecrets(inputs, props);
      return { id: at.id, inputs: marked, props: stateOf(kind, at.id, marked, found.outputs) };
    });
  }

  update(id: string, urn: string, olds: Json, news: Json): Promise<{ outs: Json }> {
    return this.clean([olds, news], async () => {
      const kind = this.kindOf(urn);
      this.holders.record(urn, kind, id, plainObject(olds));
      const outputs = await this.crud.update(kind, id, plainObject(news), plainObject(olds)).catch(keepUnfinished(kind, news));
      return { outs: stateOf(kind, id, news, outputs) };
    });
  }

  /**
   * Deletes the object, or keeps it and only removes it from Pulumi's state. An object is kept if another resource has it, e.g. after a
   * rename, or if the stack does not manage the vendor any more. Except during `destroy`, an object with a history is also kept if
   * `monitoring:allowDelete` does not allow its deletion.
   */
  delete(id: string, urn: string, props: Json): Promise<void> {
    return this.clean(props, async () => {
      const kind = this.kindOf(urn);
      const inputs = plainObject(props);
      if (this.holders.other(urn, kind, inputs, identityOf(kind, id, inputs)) !== undefined) return;
      const off = this.keptAt.has(kind.vendor) || isSwitchedOff(this.args.tokens.config, kind.vendor);
      if (!off && !(this.programRuns && this.keepsHistory(kind, urn))) return this.crud.remove(kind, id, inputs);
      this.args.say(keptObject(kind, settingOf(urn), kind.bind(inputs).what, off));
    });
  }

  invoke(token: string, args: Json): Promise<InvokeResult> {
    return this.clean(args, async () => {
      if (token === keepFunction) {
        for (const vendor of listOf(plainObject(args)["vendors"])) this.keptAt.add(vendor);
        return { outputs: {} };
      }
      const lookup = this.args.lookups.find(({ type }) => type === token);
      if (lookup === undefined) throw new VendorError(`Unknown function ${token}.`);
      const parsed = lookup.schema.safeParse(plainObject(args));
      if (!parsed.success)
        return { failures: parsed.error.issues.map(({ path, message }) => ({ property: path.join("."), reason: message })) };
      return { outputs: await lookup.run(this.connect, parsed.data) };
    });
  }

  private readonly connect: Connect = ({ vendor: id }, { baseUrl, tokenSecret }, deed) => {
    const vendor = vendors[id];
    const token = tokenOf(this.args.tokens, vendor, tokenSecret, deed);
    this.secrets.add(token);
    const key = JSON.stringify([id, baseUrl, tokenSecret]);
    const { clock, sender } = this.args;
    const client =
      this.clients.get(key) ??
      new VendorClient({
        vendor,
        baseUrl,
        token,
        budget: this.budgetOf(id, tokenSecret),
        ...(clock && { clock }),
        ...(sender && { sender }),
      });
    this.clients.set(key, client);
    return new Api(client);
  };

  /** The request budget of a token. Vendors limit requests per account, so all clients with the same token share one budget. */
  private budgetOf(id: VendorId, tokenSecret: string): RequestBudget {
    const vendor: { readonly name: string; readonly requestsPerMinute?: number } = vendors[id];
    const key = `${id}/${tokenSecret}`;
    const waiting = (seconds: number, perMinute: number | undefined): void =>
      this.args.say(
        `${vendor.name} accepts ${perMinute === undefined ? "no more requests at the moment" : `${perMinute} requests per minute`}; continuing in ${seconds} s.`,
      );
    const budget = this.budgets.get(key) ?? new RequestBudget(vendor.requestsPerMinute, this.args.clock ?? realClock, waiting);
    this.budgets.set(key, budget);
    return budget;
  }

  private kindOf(urn: string): Kind {
    const kind = this.args.kinds.find(({ type }) => type === typeOf(urn));
    if (kind === undefined) throw new VendorError(`Unknown resource type ${typeOf(urn)}.`);
    return kind;
  }

  /** Records that a resource declares an object. If another resource declares the same object, returns the URN of that resource. */
  private claim(kind: Kind, urn: string, inputs: Json): string | undefined {
    if (holdsUnknown(inputs)) return undefined;
    const key = ownerKey(kind, inputs);
    const owner = this.owners.get(key);
    if (owner !== undefined && owner !== urn) return owner;
    this.owners.set(key, urn);
    return undefined;
  }

  /** Whether the object has a history and `monitoring:allowDelete` does not allow its deletion. */
  private keepsHistory(kind: Kind, urn: string): boolean {
    return kind.history !== undefined && !allows(allowedDeletes(this.args.tokens.config), settingOf(urn));
  }

  /** Runs a call. Removes tokens and secret inputs from its error messages. */
  private async clean<T>(inputs: unknown, call: () => T | Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const clean = [...this.secrets, ...secretTexts(inputs)].reduce((text, secret) => text.replaceAll(secret, "***"), message);
      throw error instanceof InitFailed ? new InitFailed(clean, error.id, error.properties) : new VendorError(clean);
    }
  }
}

/** The state of an object: its inputs, the vendor's ID and the outputs. */
const stateOf = (kind: Kind, id: string, inputs: Json, outputs: Json): Json => ({
  ...inputs,
  vendorId: vendorId(kind, id),
  ...withSecrets(outputs, {}, kind.secretOutputs),
});

/** The error for an object that exists although its creation or update failed. Pulumi keeps `properties` in its state. */
class InitFailed extends VendorError {
  readonly reasons: readonly string[];

  constructor(
    message: string,
    readonly id: string,
    readonly properties: Json,
  ) {
    super(message);
    this.reasons = [message];
  }
}

const keepUnfinished =
  (kind: Kind, inputs: Json) =>
  (error: unknown): never => {
    if (!(error instanceof Unfinished)) throw error;
    throw new InitFailed(error.message, error.kept.id, stateOf(kind, error.kept.id, inputs, error.kept.outputs));
  };

const ownerKey = (kind: Kind, inputs: Json): string =>
  JSON.stringify([kind.type, connectionOf(kind, inputs).baseUrl, ...kind.path.map((key) => inputs[key]), kind.bind(inputs).key]);
