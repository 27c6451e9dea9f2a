-- What claim and append ask of the ledger. The rows are few: one guest's, one party's.

-- The device that is calling. Revoking one takes effect with its next call.
create or replace function pennant._me(p_event uuid) returns int
language plpgsql stable security definer set search_path = pennant, pg_temp as $$
declare me int;
begin
  select d.device_id into me from device d join device_event de using (device_id)
   where d.pg_role = session_user and d.revoked_at is null and de.event_id = p_event;
  if me is null then
    raise exception 'this device is not admitted to this event' using errcode = '42501';
  end if;
  return me;
end $$;

-- The functions below are called for every row of a batch. They set nothing and name everything in
-- full, so that a call costs microseconds; PL/pgSQL keeps their plans, plain SQL would not.
create or replace function pennant._row(l pennant.ledger) returns jsonb
language plpgsql stable as $$
begin
  return l.rest || jsonb_build_object(
    'id', l.id, 'writer_id', l.writer_id, 'writer_seq', l.writer_seq, 'kind', l.kind,
    'mode', l.mode, 'guest_id', l.guest_id, 'target', l.target, 'slot', l.slot, 'hlc', l.hlc,
    'personal', (select p.fields from pennant.personal p
                  where p.id = l.id and p.event_id = l.event_id));
end $$;

create or replace function pennant._is_annulled(p_event uuid, p_id uuid) returns boolean
language plpgsql stable as $$
begin
  return exists (select 1 from pennant.ledger a
                  where a.target = p_id and a.kind = 'annul' and a.event_id = p_event);
end $$;

-- The guest under whom rows about this one stand now: a walk-in may have turned out to be listed.
create or replace function pennant._present(p_event uuid, p_guest uuid) returns uuid
language plpgsql stable as $$
begin
  return coalesce((
    select v.other_guest_id from pennant.ledger v
     where v.guest_id = p_guest and v.event_id = p_event and v.kind = 'guest_void'
       and not pennant._is_annulled(p_event, v.id)
     order by v.hlc desc, v.id desc limit 1), p_guest);
end $$;

-- Whether staff knew of one of these check-ins when they let the other in all the same.
create or replace function pennant._knowing(p_id uuid, p_rest jsonb, o_id uuid, o_rest jsonb)
returns boolean language plpgsql immutable as $$
begin
  return coalesce(p_rest->'body'->'beside' ? o_id::text, false)
      or coalesce(o_rest->'body'->'beside' ? p_id::text, false);
end $$;

-- Whether the guest is inside by this entry.
create or replace function pennant._is_open(p_event uuid, p_id uuid) returns boolean
language plpgsql stable as $$
begin
  return not exists (select 1 from pennant.ledger x
                      where x.target = p_id and x.kind = 'exit' and x.event_id = p_event
                        and not pennant._is_annulled(p_event, x.id));
end $$;

-- The entry after whose exit somebody came in again: two doors may have seen them leave.
create or replace function pennant._followed(p_event uuid, p_slot uuid) returns uuid
language plpgsql stable as $$
begin
  if p_slot is null then return '00000000-0000-0000-0000-000000000000'; end if;
  return coalesce((select x.target from pennant.ledger x
                    where x.id = p_slot and x.event_id = p_event and x.kind = 'exit'), p_slot);
end $$;

-- The check-ins of which this one (open, if it is not here yet) is or would be a double: same
-- guest, after the same entry or both open, not annulled, and staff of neither knew the other.
create or replace function pennant._holders(
  p_event uuid, p_id uuid, p_guest uuid, p_slot uuid, p_rest jsonb)
returns setof pennant.ledger
language plpgsql stable as $$
declare
  present uuid := pennant._present(p_event, p_guest);
  people uuid[];
begin
  select array_agg(distinct v.guest_id) into people from pennant.ledger v
   where v.other_guest_id = present and v.event_id = p_event and v.kind = 'guest_void'
     and pennant._present(p_event, v.guest_id) = present;
  return query
    select c.* from pennant.ledger c
     where c.guest_id = any (array_append(people, present)) and c.event_id = p_event
       and c.kind = 'check_in' and c.id <> p_id
       and not pennant._is_annulled(p_event, c.id)
       and (pennant._followed(p_event, c.slot) = pennant._followed(p_event, p_slot)
            or pennant._is_open(p_event, c.id) and pennant._is_open(p_event, p_id))
       and not pennant._knowing(c.id, c.rest, p_id, p_rest)
     order by c.hlc, c.id;
end $$;

-- What the list says of a guest's registration: null where it says nothing. A list counts from
-- its marker on, and an edit at the door beats a list.
create or replace function pennant._status(p_event uuid, p_guest uuid) returns text
language plpgsql stable as $$
begin
  return (
    select g.rest->'body'->'set'->>'status' from pennant.ledger g
     where g.guest_id = p_guest and g.event_id = p_event and g.kind in ('guest_put', 'walk_in')
       and g.rest->'body'->'set' ? 'status'
       and (g.rest->'body'->>'load' is null or exists (
             select 1 from pennant.ledger m where m.kind = 'marker' and m.event_id = p_event
                and m.rest->'body'->>'load' = g.rest->'body'->>'load'))
     order by (g.rest->'body'->>'by' = 'list'), g.hlc desc, g.id desc limit 1);
end $$;

-- Truth about doubles, whatever the order of arrival: each check-in that has a double.
create or replace view pennant.doubles as
  select c.event_id, pennant._present(c.event_id, c.guest_id) as guest_id, c.id, c.seq
    from pennant.ledger c
   where c.kind = 'check_in' and not pennant._is_annulled(c.event_id, c.id)
     and exists (select 1 from pennant._holders(c.event_id, c.id, c.guest_id, c.slot, c.rest));
