-- Pennant's shared ledger, PostgreSQL 14 or later.
-- Devices own EXECUTE on five functions (claim, append, pull, status, hint) and no table.
create schema if not exists pennant;

create table if not exists pennant.meta (
  only_row boolean primary key default true check (only_row),
  version  int not null
);

create table if not exists pennant.event (
  event_id  uuid primary key,
  info      jsonb not null,                 -- name, date, timezone … as data.guests.EventInfo
  closed_at timestamptz                     -- set: no more claims; facts are accepted for ever
);

-- One counter an event. Its row lock is held until COMMIT, so the order of numbers is the order
-- in which rows become visible, and an abort gives its number back: a cursor misses nothing.
create table if not exists pennant.event_head (
  event_id uuid primary key references pennant.event,
  seq      bigint not null default 0,
  digest   bigint not null default 0
) with (fillfactor = 10);

create table if not exists pennant.device (
  device_id  int generated always as identity primary key,
  pg_role    name not null unique,          -- session_user of that laptop
  label      text not null,
  revoked_at timestamptz
);

create table if not exists pennant.device_event (
  device_id int  not null references pennant.device,
  event_id  uuid not null references pennant.event,
  primary key (device_id, event_id)
);

-- How much of each writer's sequence is here: n = max_seq says that nothing is missing.
create table if not exists pennant.writer (
  event_id  uuid   not null references pennant.event,
  writer_id uuid   not null,
  n         bigint not null,
  max_seq   bigint not null,
  primary key (event_id, writer_id)
) with (fillfactor = 10);

-- The journals' rows in one order. Personal fields stand in pennant.personal. Kinds of a later
-- version are kept. Each index answers one question and begins with what tells rows apart:
-- without statistics (a new event) the planner must not find a worse one.
create table if not exists pennant.ledger (
  event_id       uuid   not null,
  seq            bigint not null,           -- gap-free for each event
  id             uuid   not null,           -- minted by the laptop before anything else
  writer_id      uuid   not null,
  writer_seq     bigint not null,           -- gap-free for each writer
  brought_by     int    not null,           -- the device whose login brought it
  kind           text   not null,
  mode           text   not null check (mode in ('claim', 'fact')),
  guest_id       uuid,
  other_guest_id uuid,                      -- the host of a party, or whom a walk-in turned out to be
  target         uuid,                      -- what an annulment or an exit acts on
  slot           uuid,                      -- the exit that a re-entry follows
  hlc            bigint not null,
  server_time    timestamptz not null default clock_timestamp(),
  rest           jsonb  not null,           -- the other columns of the journal
  digest         bigint not null,           -- of all ids up to here and their places: two ledgers
                                            -- with one digest at one place hold the same before it
  primary key (event_id, seq),
  constraint ledger_id unique (id, event_id),
  constraint ledger_writer_seq unique (writer_id, writer_seq, event_id)
);
create index if not exists ledger_guest on pennant.ledger (guest_id, event_id, seq)
  where guest_id is not null;
create index if not exists ledger_other_guest on pennant.ledger (other_guest_id, event_id, seq)
  where other_guest_id is not null;
create index if not exists ledger_target on pennant.ledger (target, kind)
  where target is not null;
create index if not exists ledger_load on pennant.ledger ((rest->'body'->>'load'), event_id)
  where kind = 'marker';
create index if not exists ledger_check_in on pennant.ledger (event_id, guest_id)
  where kind = 'check_in';

create table if not exists pennant.personal (
  id       uuid  not null,
  event_id uuid  not null,
  fields   jsonb not null,
  primary key (id, event_id)
);

-- The second fence: even with a mistake in claim() two claims never hold one slot.
create table if not exists pennant.claimed (
  guest_id uuid not null,
  event_id uuid not null,
  slot     uuid not null,                   -- zero: the first entry
  id       uuid not null,
  primary key (guest_id, slot, event_id)
);
create index if not exists claimed_id on pennant.claimed (id, event_id);

create or replace function pennant._immutable() returns trigger
language plpgsql set search_path = pennant, pg_temp as $$
begin raise exception 'the ledger is append-only' using errcode = '55000'; end $$;

create or replace trigger ledger_is_append_only
  before update or delete or truncate on pennant.ledger
  for each statement execute function pennant._immutable();
