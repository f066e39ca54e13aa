import { isOnOwnMachine } from "../../../exporters/model/public-url";
import { nameSchema } from "../../../exporters/model/name";
import { list, text, type Answers, type Field } from "../ask/fields";
import { environmentsFile, systemsFolder } from "../edit/evaluate";
import { constantName, literal } from "../edit/literal";
import { environmentsIn } from "../edit/repository";
import { parse } from "../edit/source";
import { listSystems } from "../edit/system-list";
import { watchIn } from "../edit/watching";
import type { Kind } from "./kind";
import { isNew, isPair, pairs, titleOf } from "./names";
import { serviceEntry } from "./service-entry";
import { identityFields, judgementFields, signalFields } from "./service-fields";
import { shownSystem } from "./shown";

function systemFile(answers: Answers, id: string): string {
  const system = {
    id,
    title: text(answers, "title"),
    description: text(answers, "description"),
    hosts: pairs(list(answers, "hosts")),
    services: [serviceEntry(answers, text(answers, "service") ?? "")],
  };
  return `import type { SystemInput } from "../../model/schema";

export const ${constantName(id)} = ${literal(system, 1)} as const satisfies SystemInput;
`;
}

const none = (): undefined => undefined;

/** The command `npm run add -- system`. */
export const system: Kind = {
  name: "system",
  help: "a system in its own file, with its first service",
  fields: (catalogue) => {
    const environments = catalogue.environments.map(({ id }) => id);
    const elsewhere = catalogue.environments.filter((environment) => !isOnOwnMachine(environment)).map(({ id }) => id);
    const own: readonly Field[] = [
      {
        key: "id",
        flag: "--id",
        help: "Id of the system (lowercase words with hyphens)",
        kind: "text",
        check: isNew(
          "systems",
          catalogue.systems.map(({ id }) => id),
          nameSchema,
        ),
      },
      { key: "title", flag: "--title", help: "Display name of the system", kind: "text", value: "text", usual: titleOf("id") },
      { key: "description", flag: "--description", help: "What it is for", kind: "text", value: "text", usual: titleOf("id") },
      {
        key: "environments",
        flag: "--environments",
        help: "Environments that monitor it",
        kind: "list",
        value: "id",
        choices: () => environments,
        usual: () => elsewhere,
      },
      {
        key: "hosts",
        flag: "--hosts",
        help: "Its public host names by environment, e.g. production=shop.example.com",
        kind: "list",
        value: "environment=host",
        optional: true,
        check: isPair("production=shop.example.com", none),
      },
      {
        key: "service",
        flag: "--service",
        help: "Name of its first service",
        kind: "text",
        value: "name",
        usual: () => "web",
        check: isNew("services", [], nameSchema),
      },
    ];
    return [...own, ...identityFields(catalogue, none), ...signalFields(none), ...judgementFields];
  },
  async change(draft, answers, before) {
    const id = text(answers, "id") ?? "";
    await draft.setFormatted(`${systemsFolder}/${id}.ts`, systemFile(answers, id));
    listSystems(draft);
    const source = parse(environmentsFile, draft.read(environmentsFile));
    const watched = watchIn(source, environmentsIn(before), id, list(answers, "environments"));
    if (watched !== source.text) await draft.setFormatted(environmentsFile, watched);
  },
  shown: (checked, answers) => shownSystem(checked, text(answers, "id") ?? ""),
};
