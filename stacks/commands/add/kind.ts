import type { Catalogue } from "../../../exporters/model/catalogue";
import type { Answers, Field } from "../ask/fields";
import type { Draft } from "../edit/draft";
import type { Checked, Read } from "../edit/repository";

/** One kind of thing that can be added to the catalogue. */
export interface Kind {
  readonly name: "system" | "service" | "owner" | "environment";
  readonly help: string;
  /** What it needs to know, given the catalogue as it is. */
  fields(catalogue: Catalogue): readonly Field[];
  /** Puts the entry into a draft. Throws UserError. */
  change(draft: Draft, answers: Answers, before: Read): Promise<void>;
  /** Checks what the catalogue's loader does not see. Throws UserError. */
  verify?(checked: Checked, answers: Answers): void;
  /** What it generates, and what is next, in lines. */
  shown(checked: Checked, answers: Answers): readonly string[];
}
