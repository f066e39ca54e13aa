import type { ReactElement } from "react";

/** Shows text instead of data: an error, a notice, or an explanation of why there is no data. */
export function Message({ kind, text }: { readonly kind: "error" | "notice" | "empty"; readonly text: string }): ReactElement {
  return (
    <div className={`v-panel-message v-${kind}`} role={kind === "error" ? "alert" : undefined}>
      {text}
    </div>
  );
}

/** Shows an error instead of the page. */
export function PageError({ text }: { readonly text: string }): ReactElement {
  return (
    <pre className="v-page-error" role="alert">
      {text}
    </pre>
  );
}
