import type { Catalogue } from "../../../exporters/model/catalogue";
import type { Answers, Field } from "../ask/fields";
import type { Draft } from "../edit/draft";
import type { Checked, Read } from "../edit/repository";

/** One kind of catalogue entry that can be added. */
export interface Kind {
  readonly name: "system" | "service" | "owner" | "environment";
  readonly help: string;
  /** The fields of the command, given the current catalogue. */
  fields(catalogue: Catalogue): readonly Field[];
  /** Adds the entry to a draft. Throws UserError if the entry cannot be added. */
  change(draft: Draft, answers: Answers, before: Read): Promise<void>;
  /** Validates what the catalogue's loader does not validate. Throws UserError for an invalid value. */
  verify?(checked: Checked, answers: Answers): void;
  /** Lines for the terminal: what the entry generates, and the next steps. */
  shown(checked: Checked, answers: Answers): readonly string[];
}
