-- Plain tables with the indexes that make the measured queries fastest.
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
