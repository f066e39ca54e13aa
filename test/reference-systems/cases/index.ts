import type { Case } from "../case";
import { all } from "./all";
import { eightServices } from "./eight-services";
import { frontend } from "./frontend";
import { soulcaster } from "./soulcaster";
import { siteBuilderHosts } from "./hosts";
import { siteBuilder } from "./site-builder";
import { siteBuilderHttp } from "./site-builder-http";
import { tenantAi } from "./tenant-ai";
import { tradingJournal } from "./trading-journal";

/** All cases, grouped by reference system. */
export const cases: readonly Case[] = [
  ...tenantAi,
  ...tradingJournal,
  ...soulcaster,
  ...eightServices,
  ...frontend,
  ...siteBuilder,
  ...siteBuilderHosts,
  ...siteBuilderHttp,
  ...all,
];
