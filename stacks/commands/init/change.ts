import { isOnOwnMachine } from "../../../exporters/model/public-url";
import ts from "typescript";
import { parseDocument } from "yaml";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import { pairs } from "../add/names";
import { ownerEntry } from "../add/owner";
import { list, text, yes, type Answers } from "../ask/fields";
import type { Draft } from "../edit/draft";
import { append, applied, removeItem, setAt, withoutUnused, type Edit } from "../edit/edits";
import { environmentsFile, ownersFile } from "../edit/evaluate";
import { literal } from "../edit/literal";
import { environmentsIn, type Read } from "../edit/repository";
import { bare, entryOf, exportedList, parse, propertyOf, textOf, type Source } from "../edit/source";
import { none } from "./fields";
import { removeReferenceSystems } from "./reference-systems";

export const projectFile = "Pulumi.yaml";

/**
 * The edits that write the answers into one environment. In a local environment, only the platform owner, the address of the runbooks and
 * the Sentry organisation change.
 */
function environmentEdits(source: Source, environment: EnvironmentInput, answers: Answers): Edit[] {
  const entry = entryOf(source, exportedList(source, "environments"), environment.id);
  const set = (path: readonly string[], value: string | undefined): Edit[] =>
    value === undefined ? [] : setAt(entry, path, JSON.stringify(value));
  const address = (key: "grafana" | "prometheus" | "alertmanager"): Edit[] =>
    set(["urls", key], pairs(list(answers, key))?.[environment.id]);
  const sentry = propertyOf(entry, "sentry");
  const organization = text(answers, "sentry");
  const everywhere = [
    ...set(["platformOwner"], text(answers, "owner")),
    ...set(["urls", "runbooks"], text(answers, "runbooks")),
    ...(organization !== none ? set(["sentry", "organization"], organization) : sentry === undefined ? [] : [removeItem(entry, sentry)]),
  ];
  if (isOnOwnMachine(environment)) return everywhere;
  const user = text(answers, "mailUser");
  const smtp = {
    ...environment.delivery.smtp,
    smarthost: text(answers, "smtp"),
    from: text(answers, "mailFrom"),
    username: user === none ? undefined : user,
  };
  return [
    ...everywhere,
    ...address("grafana"),
    ...address("prometheus"),
    ...address("alertmanager"),
    ...setAt(entry, ["delivery", "smtp"], literal(smtp)),
  ];
}

/** The text of the owners file with the owner from the answers. Replaces the owner with the same ID, if there is one. */
function ownersWith(source: Source, answers: Answers): string {
  const id = text(answers, "owner") ?? "";
  const owners = exportedList(source, "owners");
  const entry = literal(ownerEntry(answers, id, text(answers, "ownerTitle") ?? ""), 2);
  const old = owners.elements.map(bare).find((element) => ts.isObjectLiteralExpression(element) && textOf(element, "id") === id);
  return applied(source.text, old === undefined ? append(owners, entry) : [{ start: old.getStart(), end: old.end, text: entry }]);
}

/** Applies all answers to a draft. Returns the IDs of the owners that were removed with the reference systems. */
export async function makeYours(draft: Draft, answers: Answers, before: Read): Promise<string[]> {
  const original = (file: string): Source => parse(file, draft.read(file));
  const [environments, owners] = [original(environmentsFile), original(ownersFile)];
  const gone = yes(answers, "withoutReferenceSystems") ? await removeReferenceSystems(draft, before.catalogue, environmentsIn(before)) : [];
  for (const environment of environmentsIn(before)) {
    const source = original(environmentsFile);
    draft.set(environmentsFile, applied(source.text, environmentEdits(source, environment, answers)));
  }
  draft.set(ownersFile, ownersWith(original(ownersFile), answers));
  for (const source of [environments, owners]) await draft.setFormatted(source.file, withoutUnused(source, original(source.file)));
  const project = parseDocument(draft.read(projectFile));
  project.set("description", descriptionOf(text(answers, "organisation") ?? ""));
  draft.set(projectFile, project.toString({ lineWidth: 0 }));
  return gone;
}

/** The project's description after `init`. Because the description differs from the original one, a second run of `init` stops. */
export const descriptionOf = (organisation: string): string => `The monitoring of ${organisation}`;
