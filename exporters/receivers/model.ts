import type { z } from "zod";
import type { Severity } from "../model/thresholds";
import type { Call } from "../programs/calls";

/** Placeholder in the address of a tenant contact. Alertmanager replaces the placeholder with the tenant's ID. */
export const tenantPlaceholder = "{tenant}";

/** One entry of an integration list in `alertmanager.yml`, with the fields of Alertmanager's schema. */
export type Sender = Readonly<Record<string, unknown>> & { readonly send_resolved: boolean };

/** Formatting of notifications for one type of receiver. */
export interface Medium {
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** Separator between two links. */
  readonly between: string;
  /** Takes a template expression, such as `.Annotations.summary`, and returns an expression whose result is escaped for the receiver. */
  readonly escape: (text: string) => string;
  /**
   * Maximum size of a notification's text in bytes. The first alert is always shown. Further alerts that do not fit are only counted. Set
   * the size at least 500 bytes below the vendor's limit, because the line with the number of shown alerts and the line about the contacts
   * are not measured.
   */
  readonly room: number;
}

/** Plain text without markup. */
export const plain: Medium = {
  strong: (text) => text,
  link: (text, url) => `${text}: ${url}`,
  between: "\n",
  escape: (text) => text,
  room: 20_000,
};

/** Title, body and links of a notification, as Alertmanager templates. */
export interface Message {
  readonly title: (medium: Medium) => string;
  readonly body: (medium: Medium) => string;
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
  readonly silenceUrl: string;
}

/** Delivery settings of an environment (`environments.ts`). */
export interface Delivery {
  readonly smtp: {
    /** Mail server as `host:port`. */
    readonly smarthost: string;
    readonly from: string;
    readonly username?: string | undefined;
    readonly requireTls: boolean;
  };
  readonly pagerdutyUrl?: string | undefined;
}

/** Input for one entry of an integration list. */
export interface SenderInput<Contact> {
  readonly contact: Contact;
  readonly severity: Severity;
  readonly message: Message;
  readonly delivery: Delivery;
  /** Returns the path of the file with the contact's address. Throws for a type of receiver whose addresses are not secret. */
  readonly secretFile: () => string;
}

/** Functions that convert fields of `alertmanager.yml` to fields of the Prometheus Operator's AlertmanagerConfig. */
export interface OperatorForm {
  /** Takes the path of a secret file, and returns a reference to the key with the same content in the Kubernetes Secret. */
  readonly secret: (file: unknown) => object;
  /** Converts a map to the Operator's list of pairs. */
  readonly pairs: (record: unknown) => object[];
  /** Converts an address within the stack to an address that the Operator's Alertmanager can reach. */
  readonly url: (url: unknown) => string;
  /**
   * Converts an `http_config` with a bearer token in a file to the Operator's `httpConfig` with the token in a Secret. Other fields of
   * `http_config` are dropped.
   */
  readonly bearer: (config: unknown) => object;
  /** Returns the settings of the mail server. Every email integration needs them, because an AlertmanagerConfig has no `global` section. */
  readonly mail: () => object;
}

/**
 * Definition of one type of receiver. To add a type, add its file; `npm run render` then lists the file in `all.ts`. The definition
 * determines the contact's schema in the catalogue, its secret, Alertmanager's egress, the notification, and the name in documents.
 */
export interface ReceiverType<Contact extends { readonly via: string }> {
  readonly via: Contact["via"];
  /** Schema of a contact in the catalogue. `via` is the type's name. */
  readonly schema: z.ZodType<Contact>;
  /** Field of the contact that holds its name, which is unique within the type. */
  readonly key: Exclude<keyof Contact, "via"> & string;
  /** Whether the contact's address (a URL or an integration key) is a secret. The secret's key is `<via>-<name>`. Default: false. */
  readonly secret?: true;
  /** Whether a notification pages a person. Environments with `pages: false` leave out contacts that page. Default: false. */
  readonly pages?: true;
  /** Returns the contact's name in generated documents, such as `Slack #shop-alerts`. */
  text(contact: Contact): string;
  /** Returns the connection that Alertmanager opens to deliver notifications to the contact. */
  egress(contact: Contact, delivery: Delivery): Call;
  /**
   * Name of the integration list in a receiver of `alertmanager.yml`, and a function that returns one entry. `send_resolved` must be
   * explicit, because its default differs by type.
   */
  readonly alertmanager: { readonly field: `${string}_configs`; sender(input: SenderInput<Contact>): Sender };
  /** Name of the integration list in the Operator's AlertmanagerConfig, and a function that converts one entry. */
  readonly operator: { readonly field: `${string}Configs`; sender(sender: Sender, form: OperatorForm): object };
  /**
   * Returns the path at the demo's receiver to which the local stack sends the contact's notifications. If the method is absent, the local
   * stack generates a random value for the contact's secret.
   */
  demoPath?(contact: Contact): string;
}
