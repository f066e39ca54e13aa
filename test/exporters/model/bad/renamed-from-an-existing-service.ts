import { shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, renamedFrom: "worker" }, worker),
  lines: ['systems.shop.services.web.renamedFrom: got "worker", which is still declared: give the former name, or remove renamedFrom'],
};
