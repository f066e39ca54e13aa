-- Creates the roles, the database and the replication slot. The script is safe to run again. psql reads the passwords from files, so no
-- argument and no log contains a password.
\set app_password `cat "$APP_PASSWORD_FILE"`
\set monitor_password `cat "$MONITOR_PASSWORD_FILE"`
\set replicator_password `cat "$REPLICATOR_PASSWORD_FILE"`
\set slot `echo "$REPLICATION_SLOT"`

SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['app', 'monitor', 'replicator']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE app LOGIN PASSWORD :'app_password';
ALTER ROLE monitor LOGIN CONNECTION LIMIT 6 PASSWORD :'monitor_password';
ALTER ROLE replicator LOGIN REPLICATION CONNECTION LIMIT 4 PASSWORD :'replicator_password';

-- PostgreSQL 16 and newer have the role pg_use_reserved_connections. With this role, the exporter can still connect when the application
-- uses all other connections.
SELECT format('GRANT %I TO monitor', rolname) FROM pg_roles WHERE rolname IN ('pg_monitor', 'pg_use_reserved_connections') \gexec
SELECT 'ALTER SYSTEM SET reserved_connections = 3' WHERE current_setting('server_version_num')::int >= 160000 \gexec

SELECT 'CREATE DATABASE orders OWNER app' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'orders') \gexec

-- A slot that fell too far behind is lost. Drop it; the replica then needs a new base backup.
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = :'slot' AND wal_status = 'lost';
SELECT pg_create_physical_replication_slot(:'slot') WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = :'slot');
