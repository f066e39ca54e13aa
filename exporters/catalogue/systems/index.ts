import { demo } from "./demo";

/** Every system the catalogue knows. A new system is a new file and a line here. */
export const systems = [demo];
