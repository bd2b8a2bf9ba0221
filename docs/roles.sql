-- Two accounts for one database: monolith_owner makes and changes tables, by `migrate` and never else; monolith_node is the nodes', and may
-- read and write rows. Run it once, as the server's administrator, before the first `migrate`. How the two show who they are (certificate,
-- password) is pg_hba.conf's and ALTER ROLE's to say.
create role monolith_owner login;
create role monolith_node login;
alter database monolith owner to monolith_owner;
revoke all on database monolith from public;
grant connect on database monolith to monolith_node;
revoke all on schema public from public;
-- The operators of pg_trgm, which `migrate` makes there.
grant usage on schema public to monolith_node;

-- What monolith_owner makes from now on, with each new version too.
alter default privileges for role monolith_owner grant usage on schemas to monolith_node;
alter default privileges for role monolith_owner grant select, insert, update, delete on tables to monolith_node;
