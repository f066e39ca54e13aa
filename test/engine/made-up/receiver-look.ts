import { renderOperations } from "../../../alert-rules/render";
import { deliveryCalls } from "../../../alert-rules/routes/calls";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { contactSecret } from "../../../exporters/model/naming";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { localSecrets } from "../../../stacks/local/secrets";
import { upgradeCatalogue } from "../../stacks/support/upgrade";

/**
 * A catalogue whose owners have only this contact. This file runs in a copy of the repository, to which `receiver.test.ts` has added the
 * contact's type. It prints what the copy generates for the contact, as JSON.
 */
const withContact = (contact: Readonly<Record<string, string>>) =>
  loadCatalogue({
    ...upgradeCatalogue,
    // HTTP services are left out, because they have no histogram for the default latency thresholds.
    systems: upgradeCatalogue.systems.map((system) => ({ ...system, services: system.services.filter(({ kind }) => kind !== "http") })),
    owners: upgradeCatalogue.owners.map((owner) => ({ ...owner, contacts: { critical: [contact], warning: [contact], info: [contact] } })),
  });

function refusal(contact: Readonly<Record<string, string>>): string {
  try {
    withContact(contact);
    return "";
  } catch (error) {
    return String(error);
  }
}

const view = withContact({ via: "teams", room: "shop" }).view("local");
const [contact] = view.owners.flatMap(({ contacts }) => contacts.critical);
const secret = contact === undefined ? undefined : contactSecret(contact);
const files = artefactsOf(view);

console.log(
  JSON.stringify({
    refused: [refusal({ via: "temas", room: "shop" }), refusal({ via: "teams", channel: "shop" })],
    secret,
    localAddress: localSecrets(view, {}, () => "random")[secret ?? ""],
    calls: deliveryCalls(view),
    alertmanager: files.find(({ path }) => path.endsWith("/alertmanager.yml"))?.content,
    operations: renderOperations([view]).content,
  }),
);
