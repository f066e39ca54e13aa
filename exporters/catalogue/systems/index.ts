import type { SystemInput } from "../../model/schema";
import { demo } from "./demo";
import { eightServices } from "./eight-services";
import { siteBuilder } from "./site-builder";
import { soulcaster } from "./soulcaster";
import { tenantAi } from "./tenant-ai";
import { tradingJournal } from "./trading-journal";

/** Every system the catalogue knows. A new system is a new file and a line here. */
export const systems: readonly SystemInput[] = [demo, eightServices, siteBuilder, soulcaster, tenantAi, tradingJournal];
