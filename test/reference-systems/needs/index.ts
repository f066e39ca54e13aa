import type { Need } from "../need";
import type { RowId } from "../rows";
import { all } from "./all";
import { eightServices } from "./eight-services";
import { siteBuilder } from "./site-builder";
import { soulcaster } from "./soulcaster";
import { tenantAi } from "./tenant-ai";
import { tradingJournal } from "./trading-journal";

export const needs: Readonly<Record<RowId, Need>> = {
  ...tenantAi,
  ...tradingJournal,
  ...soulcaster,
  ...eightServices,
  ...siteBuilder,
  ...all,
};
