import type { ReactElement } from "react";

/** A text in the place of data: an error, a notice, or why there is no data. */
export function Message({ kind, text }: { readonly kind: "error" | "notice" | "empty"; readonly text: string }): ReactElement {
  return (
    <div className={`v-panel-message v-${kind}`} role={kind === "error" ? "alert" : undefined}>
      {text}
    </div>
  );
}

/** An error in the place of the whole page. */
export function PageError({ text }: { readonly text: string }): ReactElement {
  return (
    <pre className="v-page-error" role="alert">
      {text}
    </pre>
  );
}
