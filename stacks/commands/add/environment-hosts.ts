import ts from "typescript";
import type { Catalogue } from "../../../exporters/model/catalogue";
import { UserError } from "../../config/errors";
import { list, text, type Answers, type Field } from "../ask/fields";
import type { Draft } from "../edit/draft";
import { applied, setAt } from "../edit/edits";
import { bare, textOf } from "../edit/source";
import { likeAddress } from "./addresses";
import { isPair, pairs } from "./names";
import { servicesOf, systemIn } from "./service";

/** A system (`shop`) or a service of a system (`shop.api`) with its public host in an environment. */
interface Hosted {
  readonly place: string;
  readonly host: string;
}

/** The public hosts of systems and their services in one environment. */
const hostsIn = (catalogue: Catalogue, systems: readonly string[], environment: string): Hosted[] =>
  catalogue.systems
    .filter(({ id }) => systems.includes(id))
    .flatMap((system) => [
      { place: system.id, host: system.hosts[environment] },
      ...system.services.map((service) => ({
        place: `${system.id}.${service.name}`,
        host: service.kind === "http" ? service.hosts[environment] : undefined,
      })),
    ])
    .flatMap(({ place, host }) => (host === undefined ? [] : [{ place, host }]));

const likeHost = (host: string, like: string, id: string): string => likeAddress(`https://${host}`, like, id).replace("https://", "");

/**
 * The field for the public hosts of a new environment. Default: a host for each system and service that has one in the `like` environment,
 * derived with `likeAddress`. `systemsOf` returns the systems that the new environment monitors.
 */
export const hostsField = (catalogue: Catalogue, systemsOf: (answers: Answers) => readonly string[]): Field => ({
  key: "hosts",
  flag: "--hosts",
  help: "Public host names there by system, or by system and service, e.g. shop=qa.example.com shop.api=api.qa.example.com",
  kind: "list",
  value: "system=host",
  check: (value, answers) => {
    const places = catalogue.systems
      .filter(({ id }) => systemsOf(answers).includes(id))
      .flatMap(({ id, services }) => [id, ...services.filter(({ kind }) => kind === "http").map(({ name }) => `${id}.${name}`)]);
    const notListed = (place: string) => (places.includes(place) ? undefined : `got "${place}"; places there: ${places.join(", ")}`);
    return isPair("shop=qa.example.com", notListed)(value, answers);
  },
  usual: (answers) => {
    const [like, id] = [text(answers, "like") ?? "", text(answers, "id") ?? ""];
    return hostsIn(catalogue, systemsOf(answers), like).map(({ place, host }) => `${place}=${likeHost(host, like, id)}`);
  },
});

/** The object literal of a service in a system's file. Throws UserError when the file has no such literal. */
function serviceIn(draft: Draft, system: string, service: string): ReturnType<typeof systemIn> {
  const found = systemIn(draft, system);
  const object = servicesOf(found)
    .elements.map(bare)
    .filter(ts.isObjectLiteralExpression)
    .find((candidate) => textOf(candidate, "name") === service);
  if (object !== undefined) return { ...found, object };
  throw new UserError(
    `${found.source.file}: no object literal has name: "${service}"; write its host by hand, and give the other hosts with --hosts.`,
  );
}

/** Writes the hosts from the answers into the systems' files. */
export async function writeHosts(draft: Draft, answers: Answers): Promise<void> {
  const id = text(answers, "id") ?? "";
  for (const [place, host] of Object.entries(pairs(list(answers, "hosts")) ?? {})) {
    const [system = "", service] = place.split(".");
    const { source, object } = service === undefined ? systemIn(draft, system) : serviceIn(draft, system, service);
    const edits = setAt(object, ["hosts", JSON.stringify(id)], JSON.stringify(host));
    await draft.setFormatted(source.file, applied(source.text, edits));
  }
}
