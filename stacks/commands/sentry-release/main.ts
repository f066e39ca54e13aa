import { catalogue } from "../../../exporters/model/user-catalogue";
import { sentryRelease } from "./command";

sentryRelease(catalogue);
