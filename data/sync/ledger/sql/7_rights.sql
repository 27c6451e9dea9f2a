do $$ begin create role pennant_device nologin;
exception when duplicate_object or unique_violation then null; end $$;

revoke all on schema pennant from public;
grant usage on schema pennant to pennant_device;
revoke all on all tables in schema pennant from public, pennant_device;
revoke all on all functions in schema pennant from public, pennant_device;
grant execute on function
  pennant.claim(uuid, bigint, jsonb, jsonb), pennant.append(uuid, jsonb),
  pennant.pull(uuid, bigint, int), pennant.status(uuid, bigint, uuid[]),
  pennant.hint(uuid, bigint) to pennant_device;

-- The second fence, for whoever is granted SELECT later (a dashboard): own events only.
alter table pennant.ledger enable row level security;
alter table pennant.personal enable row level security;
drop policy if exists own_events on pennant.ledger;
create policy own_events on pennant.ledger for select using (
  event_id in (select de.event_id from pennant.device_event de join pennant.device d
                using (device_id) where d.pg_role = session_user and d.revoked_at is null));
drop policy if exists own_events on pennant.personal;
create policy own_events on pennant.personal for select using (
  event_id in (select de.event_id from pennant.device_event de join pennant.device d
                using (device_id) where d.pg_role = session_user and d.revoked_at is null));

-- A plan made while the tables were empty is kept for the night: leave index scans alone to
-- choose from.
alter function pennant.claim(uuid, bigint, jsonb, jsonb) set enable_seqscan = off;
alter function pennant.append(uuid, jsonb) set enable_seqscan = off;
alter function pennant.claim(uuid, bigint, jsonb, jsonb) set enable_hashjoin = off;
alter function pennant.append(uuid, jsonb) set enable_hashjoin = off;
alter function pennant.claim(uuid, bigint, jsonb, jsonb) set enable_mergejoin = off;
alter function pennant.append(uuid, jsonb) set enable_mergejoin = off;

insert into pennant.meta (version) values (2)
  on conflict (only_row) do update set version = excluded.version;
