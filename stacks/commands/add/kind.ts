import type { Catalogue } from "../../../exporters/model/catalogue";
import type { Answers, Field } from "../ask/fields";
import type { Draft } from "../edit/draft";
import type { Checked, Read } from "../edit/repository";

/** One kind of catalogue entry that can be added. */
export interface Kind {
  readonly name: "system" | "service" | "owner" | "environment";
  readonly help: string;
  /** The fields to ask for, given the current catalogue. */
  fields(catalogue: Catalogue): readonly Field[];
  /** Adds the entry to a draft. Throws UserError if the entry cannot be added. */
  change(draft: Draft, answers: Answers, before: Read): Promise<void>;
  /** Checks what the catalogue's loader does not check. Throws UserError if a check fails. */
  verify?(checked: Checked, answers: Answers): void;
  /** Lines for the terminal: what the entry generates, and the next steps. */
  shown(checked: Checked, answers: Answers): readonly string[];
}
