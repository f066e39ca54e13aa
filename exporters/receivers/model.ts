import type { z } from "zod";
import type { Severity } from "../model/thresholds";
import type { Call } from "../programs/calls";

/** An integration, with the fields of Alertmanager's schema. */
export type Sender = Readonly<Record<string, unknown>> & { readonly send_resolved: boolean };

/** Formatting of notifications for one type of receiver. */
export interface Medium {
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** Between two links. */
  readonly between: string;
  /** Template of an alert's field, like `.Annotations.summary`, with the escaping that the receiver needs. */
  readonly field: (name: string) => string;
  /** Maximum alerts shown in one notification; the rest are only counted. The vendor cuts longer messages. */
  readonly alerts: number;
}

/** Plain text, without markup. */
export const plain: Medium = {
  strong: (text) => text,
  link: (text, url) => `${text}: ${url}`,
  between: "\n",
  field: (name) => `{{ ${name} }}`,
  alerts: 10,
};

/** The texts of a notification, as Alertmanager templates. */
export interface Message {
  readonly title: string;
  readonly body: (medium: Medium) => string;
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
  readonly silenceUrl: string;
}

/** An environment's settings for delivery (`environments.ts`). */
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

/** Input for rendering an integration. */
export interface SenderInput<Contact> {
  readonly contact: Contact;
  readonly severity: Severity;
  readonly message: Message;
  readonly delivery: Delivery;
  /** File with the contact's address. Throws for a type whose addresses are not secret. */
  readonly secretFile: () => string;
}

/** Converts an integration's fields to those of the Prometheus Operator's AlertmanagerConfig. */
export interface OperatorForm {
  /** Key of the Secret for a value that Alertmanager reads from a file. */
  readonly secret: (file: unknown) => object;
  /** A map in the Operator's form. */
  readonly pairs: (record: unknown) => object[];
  /** An address within the stack, as the Operator's Alertmanager reaches it. */
  readonly url: (url: unknown) => string;
  /** `http_config` with a token. */
  readonly bearer: (config: unknown) => object;
  /** The mail server, which the Operator requires in each integration. */
  readonly mail: () => object;
}

/**
 * The definition of one type of receiver. To add one, add its file; `npm run render` lists it in `all.ts`. The contact's schema in the catalogue,
 * its secret, Alertmanager's egress, the notification and the name in documents are derived from it.
 */
export interface ReceiverType<Contact extends { readonly via: string }> {
  readonly via: Contact["via"];
  /** A contact in the catalogue; `via` is the type. */
  readonly schema: z.ZodType<Contact>;
  /** The contact's field with its unique name within the type. */
  readonly key: Exclude<keyof Contact, "via"> & string;
  /** Whether its address (URL, key) is a secret: then it is the secret `<via>-<name>`. Default: false. */
  readonly secret?: true;
  /** Whether it pages a person. It is left out in environments with `pages: false`. Default: false. */
  readonly pages?: true;
  /** Its name in documents. */
  text(contact: Contact): string;
  /** Alertmanager's egress to deliver. */
  egress(contact: Contact, delivery: Delivery): Call;
  /** Its list in a receiver of `alertmanager.yml`, and one entry. `send_resolved` is always explicit: its default differs by type. */
  readonly alertmanager: { readonly field: `${string}_configs`; sender(input: SenderInput<Contact>): Sender };
  /** The same for the Operator. */
  readonly operator: { readonly field: `${string}Configs`; sender(sender: Sender, form: OperatorForm): object };
  /** Path at the demo's receiver, which replaces every contact in the local stack. Absent: the local stack's secret is random. */
  demoPath?(contact: Contact): string;
}
