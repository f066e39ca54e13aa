import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...postgres, database: "shop?sslmode=disable" },
    { ...postgres, name: "other", database: "postgres://u:hunter2@db/shop" },
    { ...postgres, name: "third", database: " shop" },
  ),
  lines: [
    'systems.shop.services.postgres.database: got a name with one of the characters ? & = : @ /, which are part of a connection string; expected only the name of the database, like "shop": write the server into host and port, and remove parameters',
    'systems.shop.services.other.database: got a name with one of the characters ? & = : @ /, which are part of a connection string; expected only the name of the database, like "shop": write the server into host and port, and remove parameters',
    'systems.shop.services.third.database: got " shop"; expected the name of a database: 1 to 63 letters, digits and any of _ $ . -',
  ],
};
