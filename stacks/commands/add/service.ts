import ts from "typescript";
import type { Catalogue } from "../../../exporters/model/catalogue";
import { nameSchema } from "../../../exporters/model/name";
import { UserError } from "../../config/errors";
import { text, type Answers, type Field } from "../ask/fields";
import type { Draft } from "../edit/draft";
import { append, applied } from "../edit/edits";
import { systemsFolder } from "../edit/evaluate";
import { literal } from "../edit/literal";
import { bare, constants, parse, propertyOf, textOf, type Source } from "../edit/source";
import type { Kind } from "./kind";
import { isNew } from "./names";
import { serviceEntry } from "./service-entry";
import { identityFields, judgementFields, signalFields } from "./service-fields";
import { shownService } from "./shown";

interface Found {
  readonly source: Source;
  readonly object: ts.ObjectLiteralExpression;
}

/** Finds the file and the object literal of a system by its ID. Throws UserError when no system file contains such an object literal. */
export function systemIn(draft: Draft, id: string): Found {
  for (const name of draft.list(systemsFolder)) {
    const source = parse(`${systemsFolder}/${name}`, draft.read(`${systemsFolder}/${name}`));
    const objects = [...constants(source).values()].map(({ value }) => value).filter(ts.isObjectLiteralExpression);
    const object = objects.find((candidate) => textOf(candidate, "id") === id);
    if (object !== undefined) return { source, object };
  }
  throw new UserError(`${systemsFolder}: no file contains \`export const ... = { id: "${id}", ... }\`; add the service by hand.`);
}

/**
 * Finds the list of a system's services: in the system's object literal, or in a constant of the same file. Throws UserError when the file
 * contains no such list.
 */
export function servicesOf({ source, object }: Found): ts.ArrayLiteralExpression {
  const written = propertyOf(object, "services")?.initializer;
  const value = written === undefined ? undefined : bare(written);
  const list = value !== undefined && ts.isIdentifier(value) ? constants(source).get(value.text)?.value : value;
  if (list !== undefined && ts.isArrayLiteralExpression(list)) return list;
  throw new UserError(`${source.file}: \`services\` is not a list in this file; add the service by hand.`);
}

const namesOf = (catalogue: Catalogue, system: string | undefined): string[] =>
  catalogue.systems.find(({ id }) => id === system)?.services.map(({ name }) => name) ?? [];

const nameField = (catalogue: Catalogue): Field => ({
  key: "name",
  flag: "--name",
  help: "Name of the service (lowercase words with hyphens)",
  kind: "text",
  check: (value: string, answers: Answers) => {
    const system = text(answers, "system");
    return isNew(`services of ${system ?? "the system"}`, namesOf(catalogue, system), nameSchema)(value, answers);
  },
});

/** The command `npm run add -- service`. */
export const service: Kind = {
  name: "service",
  help: "a service of a system: an application, a worker, a database, a cache, or an external endpoint that is only probed",
  fields: (catalogue) => {
    const neighbours = (answers: Answers) => catalogue.systems.find(({ id }) => id === text(answers, "system"));
    return [
      { key: "system", flag: "--system", help: "System it belongs to", kind: "text", choices: () => catalogue.systems.map(({ id }) => id) },
      nameField(catalogue),
      ...identityFields(catalogue, neighbours),
      {
        key: "serviceDescription",
        flag: "--service-description",
        help: "What it does",
        kind: "text",
        value: "text",
        optional: true,
      },
      ...signalFields(neighbours),
      ...judgementFields,
    ];
  },
  async change(draft, answers) {
    const found = systemIn(draft, text(answers, "system") ?? "");
    const entry = literal(serviceEntry(answers, text(answers, "name") ?? ""), 1);
    await draft.setFormatted(found.source.file, applied(found.source.text, append(servicesOf(found), entry)));
  },
  shown: (checked, answers) => shownService(checked, text(answers, "system") ?? "", text(answers, "name") ?? ""),
};
