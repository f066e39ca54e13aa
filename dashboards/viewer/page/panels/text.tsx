import type { ReactElement } from "react";
import { interpolate, type Values } from "../../model/interpolate";
import type { Panel } from "../../model/dashboard";
import { renderMarkdown, textUtil } from "../grafana";

/** Shows Markdown, HTML or code. Markdown and HTML are sanitised, so they cannot run scripts on the page. */
export function TextPanel({ panel, values }: { readonly panel: Panel; readonly values: Values }): ReactElement {
  const { mode, content } = panel.options as { readonly mode?: string; readonly content?: string };
  const text = interpolate(content ?? "", values, "text");
  if (mode === "code") return <pre className="v-text-panel">{text}</pre>;
  const html = mode === "html" ? textUtil.sanitize(text) : renderMarkdown(text);
  return <div className="v-text-panel markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}
