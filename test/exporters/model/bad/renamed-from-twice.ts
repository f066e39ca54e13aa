import { shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, renamedFrom: "shop" }, { ...worker, renamedFrom: "shop" }),
  lines: [
    'systems.shop.services.web.renamedFrom: got "shop" twice; only one can continue its history: remove one of them',
    'systems.shop.services.worker.renamedFrom: got "shop" twice; only one can continue its history: remove one of them',
  ],
};
