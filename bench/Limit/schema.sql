-- Plain tables with the indexes that make the measured queries fastest.
create extension pg_trgm;

create table accounts (
  id uuid primary key,
  email text not null,
  password_hash text not null,
  display_name text not null,
  roles text[] not null,
  created_at timestamptz not null
);
create unique index accounts_email on accounts (lower(email));

create table sessions (
  id uuid primary key,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table users (
  id uuid primary key,
  email text not null,
  display_name text not null,
  given_name text,
  family_name text,
  phone text,
  locale text,
  time_zone text,
  avatar_url text,
  status text not null,
  roles text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_seen_at timestamptz,
  version int not null
);
create unique index users_email on users (email);
create index users_newest on users (created_at desc, id);
-- The total is counted from this index alone.
create index users_present on users (status) where status <> 'deleted';
-- For parts of a name or an address, in any case.
create index users_display_name_parts on users using gin (display_name gin_trgm_ops);
create index users_email_parts on users using gin (email gin_trgm_ops);

create table history (
  id uuid primary key,
  user_id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  changes jsonb not null
);
create index history_of_user on history (user_id, at desc);

create table events (
  id uuid primary key,
  kind text not null,
  payload jsonb not null,
  sent_at timestamptz not null
);
