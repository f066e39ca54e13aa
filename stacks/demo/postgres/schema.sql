-- The schema of the database `orders`. The script is safe to run again.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SET ROLE app;
SET client_min_messages = warning;

CREATE TABLE IF NOT EXISTS tenants (
  tenant text PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS tenant_quotas (
  tenant text NOT NULL REFERENCES tenants,
  quota text NOT NULL,
  quota_limit integer NOT NULL CHECK (quota_limit >= 0),
  used_override numeric,
  PRIMARY KEY (tenant, quota)
);
COMMENT ON COLUMN tenant_quotas.quota_limit IS '0 for no limit';
COMMENT ON COLUMN tenant_quotas.used_override IS 'set by the fault "quota" in place of the counted use';

CREATE TABLE IF NOT EXISTS orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text NOT NULL REFERENCES tenants,
  item text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS orders_by_tenant ON orders (tenant, id);
CREATE INDEX IF NOT EXISTS orders_by_age ON orders (created_at);

INSERT INTO tenants VALUES ('acme'), ('globex'), ('initech') ON CONFLICT DO NOTHING;
INSERT INTO tenant_quotas (tenant, quota, quota_limit) VALUES ('acme', 'orders', 5000), ('globex', 'orders', 4000), ('initech', 'orders', 0)
ON CONFLICT DO NOTHING;
