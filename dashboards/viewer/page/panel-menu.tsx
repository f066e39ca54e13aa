import type { ReactElement } from "react";
import type { Panel } from "../model/dashboard";
import type { Values } from "../model/interpolate";
import { useShared } from "./context";
import { Menu } from "./grafana";

/**
 * A panel's menu. It shows or hides the panel's queries, and shows this panel alone or all panels. It contains the panel's links, except
 * those to Grafana's own pages.
 */
export function PanelMenu(props: {
  readonly panel: Panel;
  readonly values: Values;
  readonly queriesShown: boolean;
  readonly showQueries: (shown: boolean) => void;
}): ReactElement {
  const { panel, values, queriesShown, showQueries } = props;
  const { addressOf, alone } = useShared();
  const links = panel.links.flatMap((link) => {
    const address = addressOf(link, values);
    return address === undefined ? [] : [{ link, address }];
  });
  return (
    <Menu>
      <Menu.Item label={queriesShown ? "Hide queries" : "Show queries"} onClick={() => showQueries(!queriesShown)} />
      <Menu.Item label={alone.panel === panel.id ? "Show all panels" : "Show this panel alone"} onClick={() => alone.toggle(panel.id)} />
      {links.map(({ link, address }) => (
        <Menu.Item key={address} label={link.title} url={address} target={link.targetBlank ? "_blank" : "_self"} />
      ))}
    </Menu>
  );
}
