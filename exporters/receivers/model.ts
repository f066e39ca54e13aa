import type { z } from "zod";
import type { Severity } from "../model/thresholds";
import type { Call } from "../programs/calls";

/** A way to send, with the fields of Alertmanager's own schema. */
export type Sender = Readonly<Record<string, unknown>> & { readonly send_resolved: boolean };

/** How a message is written for one type of receiver. */
export interface Medium {
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** Between two links. */
  readonly between: string;
  /** Prints a field of the alert, like `.Annotations.summary`, with what its text must be escaped for. */
  readonly field: (name: string) => string;
  /** Most alerts of one message that are written out; more are counted. The vendor cuts longer messages. */
  readonly alerts: number;
}

/** Text as it is, without markup. */
export const plain: Medium = {
  strong: (text) => text,
  link: (text, url) => `${text}: ${url}`,
  between: "\n",
  field: (name) => `{{ ${name} }}`,
  alerts: 10,
};

/** What a message says, as Alertmanager's templates. */
export interface Message {
  readonly title: string;
  readonly body: (medium: Medium) => string;
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
  readonly silenceUrl: string;
}

/** What an environment says about delivery (`environments.ts`). */
export interface Delivery {
  readonly smtp: {
    /** `host:port`. */
    readonly smarthost: string;
    readonly from: string;
    readonly username?: string | undefined;
    readonly requireTls: boolean;
  };
  readonly pagerdutyUrl?: string | undefined;
}

/** What a sender is rendered from. */
export interface SenderInput<Contact> {
  readonly contact: Contact;
  readonly severity: Severity;
  readonly message: Message;
  readonly delivery: Delivery;
  /** File that holds the contact's address. Throws for a type whose addresses are no secret. */
  readonly secretFile: () => string;
}

/** How the fields of a sender become those of the Prometheus Operator's AlertmanagerConfig. */
export interface OperatorForm {
  /** Key of the Secret, for what Alertmanager reads from a file. */
  readonly secret: (file: unknown) => object;
  /** A map as the Operator writes it. */
  readonly pairs: (record: unknown) => object[];
  /** An address of the stack's own, as the Operator's Alertmanager reaches it. */
  readonly url: (url: unknown) => string;
  /** `http_config` with a token. */
  readonly bearer: (config: unknown) => object;
  /** The mail server, which the Operator wants at each sender. */
  readonly mail: () => object;
}

/**
 * Everything that is known about one type of receiver. A new one is its file, which `npm run render` lists in `all.ts`: what a contact of the catalogue
 * may say, which secret it needs, what Alertmanager may connect to, what is sent, and what documents call it derive from it.
 */
export interface ReceiverType<Contact extends { readonly via: string }> {
  readonly via: Contact["via"];
  /** A contact in the catalogue; `via` tells the types apart. */
  readonly schema: z.ZodType<Contact>;
  /** The key of the contact that names it among those of its type. */
  readonly key: Exclude<keyof Contact, "via"> & string;
  /** Whether its address (URL, key) is a secret: then it is the secret `<via>-<name>`. No by default. */
  readonly secret?: true;
  /** Whether it pages a person. It is left out where an environment has `pages: false`. No by default. */
  readonly pages?: true;
  /** What documents call it. */
  text(contact: Contact): string;
  /** The connection that Alertmanager opens to deliver. */
  egress(contact: Contact, delivery: Delivery): Call;
  /** Its list in a receiver of `alertmanager.yml`, and one entry of it. `send_resolved` is written out: its default differs by type. */
  readonly alertmanager: { readonly field: `${string}_configs`; sender(input: SenderInput<Contact>): Sender };
  /** The same for the Operator. */
  readonly operator: { readonly field: `${string}Configs`; sender(sender: Sender, form: OperatorForm): object };
  /** Path at the demo's receiver, which is the address of every contact of the local stack. Absent: the local stack's secret is random. */
  demoPath?(contact: Contact): string;
}
