-- For the database's owner alone, in any SQL prompt; devices may call none of these.

-- Let a laptop in no more, from its next call on; what it brought stays.
create or replace function pennant.revoke_device(p_role name) returns void
language sql set search_path = pennant, pg_temp as $$
  update device set revoked_at = coalesce(revoked_at, now()) where pg_role = p_role
$$;

-- The evening is over: no more claims; what happened is still taken.
create or replace function pennant.close_event(p_event uuid) returns void
language sql set search_path = pennant, pg_temp as $$
  update event set closed_at = coalesce(closed_at, now()) where event_id = p_event
$$;

-- Erase names and all else that tells of persons; the rows stay. Returns of how many.
create or replace function pennant.erase_personal(p_event uuid) returns bigint
language sql set search_path = pennant, pg_temp as $$
  with erased as (delete from personal where event_id = p_event returning 1)
  select count(*) from erased
$$;

-- Forget an event that is over and kept elsewhere, with all its rows. Returns how many.
create or replace function pennant.forget_event(p_event uuid) returns bigint
language plpgsql set search_path = pennant, pg_temp as $$
declare n bigint;
begin
  alter table ledger disable trigger ledger_is_append_only;
  delete from ledger where event_id = p_event;
  get diagnostics n = row_count;
  alter table ledger enable trigger ledger_is_append_only;
  delete from personal where event_id = p_event;
  delete from claimed where event_id = p_event;
  delete from writer where event_id = p_event;
  delete from event_head where event_id = p_event;
  delete from device_event where event_id = p_event;
  delete from event where event_id = p_event;
  return n;
end $$;
