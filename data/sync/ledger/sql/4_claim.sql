-- Why an act may not be admitted as its door would have it, and what that door should know.
-- held: somebody has the slot. not_expected: the list says no. stale: about one of these guests
-- something was written that the door has not seen (about printing only where it prints: whoever
-- enters is asked again then). unknown: such a guest is on no list here.
create or replace function pennant._why_not(
  p_event uuid, p_cursor bigint, p_before jsonb, p_act jsonb, out verdict text, out known jsonb)
language plpgsql stable set search_path = pennant, pg_temp as $$
declare
  mine uuid := (p_act->0->>'writer_id')::uuid;
  concerned uuid[];
  holders uuid[];
  enters boolean := exists (select 1 from jsonb_array_elements(p_act) e
                             where e->>'kind' = 'check_in');
begin
  select array_agg(distinct g.id) into concerned
    from jsonb_array_elements(p_act) e,
         unnest(array[e->>'guest_id', e->'body'->>'host', e->'body'->'set'->>'host_id']) as t(id),
         lateral (select t.id::uuid as id) g
   where t.id is not null;
  select array_agg(distinct k.id) into concerned from (
    select unnest(concerned) as id
    union all
    select l.other_guest_id from ledger l
     where l.guest_id = any (concerned) and l.event_id = p_event and l.other_guest_id is not null
    union all
    select l.guest_id from ledger l
     where l.other_guest_id = any (concerned) and l.event_id = p_event and l.guest_id is not null
  ) k;
  select array_agg(h.id) into holders
    from jsonb_array_elements(p_act) e,
         pennant._holders(p_event, (e->>'id')::uuid, (e->>'guest_id')::uuid,
                          (e->>'slot')::uuid, e) h
   where e->>'kind' = 'check_in';
  if holders is not null then
    verdict := 'held';
  elsif exists (
    select 1 from jsonb_array_elements(p_act) e
     where e->>'kind' = 'check_in'
       and not exists (select 1 from ledger g where g.guest_id = (e->>'guest_id')::uuid
                          and g.event_id = p_event and g.kind in ('guest_put', 'walk_in'))
       and not exists (select 1 from jsonb_array_elements(p_before || p_act) b
                        where b->>'guest_id' = e->>'guest_id'
                          and b->>'kind' in ('guest_put', 'walk_in'))
  ) then
    verdict := 'unknown';
  elsif exists (
    select 1 from jsonb_array_elements(p_act) e,
         lateral (select coalesce(e->'body'->'lifted', '[]') as lifted,
                         pennant._status(p_event, (e->>'guest_id')::uuid) as status) g
     where e->>'kind' = 'check_in'
       and (g.status = 'canceled' and not g.lifted ? 'canceled'
         or g.status = 'blocked' and not g.lifted ? 'blocked'
         or g.status = 'pending' and not g.lifted ? 'unapproved'
         or pennant._present(p_event, (e->>'guest_id')::uuid) <> (e->>'guest_id')::uuid)
  ) then
    verdict := 'not_expected';
  elsif exists (
    select 1 from ledger l
     where (l.guest_id = any (concerned) or l.other_guest_id = any (concerned))
       and l.event_id = p_event and l.seq > p_cursor and l.writer_id <> mine
       and (l.kind in ('check_in', 'exit', 'annul', 'guest_put', 'guest_void', 'walk_in',
                       'payment', 'payment_annul', 'badge_in_box')
            or l.kind like 'badge\_%' and not enters)
       and l.rest->'body'->>'load' is null
  ) then
    verdict := 'stale';
  else
    return;
  end if;
  select coalesce(jsonb_agg(pennant._row(l) order by l.seq), '[]') into known from ledger l
   where l.event_id = p_event
     and (l.id = any (holders)
          or (l.guest_id = any (concerned) or l.other_guest_id = any (concerned))
             and l.seq > p_cursor
             and (l.kind in ('check_in', 'exit', 'annul', 'guest_put', 'guest_void', 'walk_in',
                             'payment', 'payment_annul', 'product_put')
                  or l.kind like 'badge\_%'));
end $$;

-- CLAIM: "let these in, all of them, if nobody else has". One act of one door: its check-ins and
-- what belongs to them (payments, companions, wanted badges), or badges that it takes to print or
-- has put into boxes. Idempotent by the rows' ids. A refusal writes nothing, and takes no lock
-- where the answer is plain. p_before: rows about these guests that the door has not sent yet. seq: up to where the door knows all about them.
create or replace function pennant.claim(
  p_event uuid, p_cursor bigint, p_before jsonb, p_act jsonb)
returns table (verdict text, seq bigint, known jsonb)
language plpgsql security definer set search_path = pennant, pg_temp as $$
#variable_conflict use_column
declare
  device int := pennant._me(p_event);
  why record;
  head bigint;
  locked boolean := false;
begin
  if not exists (select 1 from jsonb_array_elements(p_act) e
                  where not exists (select 1 from ledger l where l.id = (e->>'id')::uuid
                                       and l.event_id = p_event)) then
    return query select 'ok', eh.seq, null::jsonb from event_head eh where eh.event_id = p_event;
    return;  -- its first answer was lost: the same answer
  end if;
  if exists (select 1 from event ev where ev.event_id = p_event and ev.closed_at is not null) then
    return query select 'closed', eh.seq, null::jsonb from event_head eh
                  where eh.event_id = p_event;
    return;
  end if;
  loop
    select eh.seq into head from event_head eh where eh.event_id = p_event;
    select * into why from pennant._why_not(p_event, p_cursor, p_before, p_act);
    if why.verdict is not null then
      return query select why.verdict, head, why.known;
      return;
    end if;
    exit when locked;
    perform 1 from event_head eh where eh.event_id = p_event for update;
    locked := true;  -- free as far as was seen: with the lock, look again
  end loop;
  perform pennant._put(p_event, device, p_before, null);
  perform pennant._put(p_event, device, p_act, 'claim');
  if exists (select 1 from jsonb_array_elements(p_act) e
              where not exists (select 1 from ledger l where l.id = (e->>'id')::uuid
                                   and l.event_id = p_event)) then
    raise exception 'this writer has used these numbers for other rows' using errcode = '23505';
  end if;
  insert into claimed (guest_id, event_id, slot, id)
  select (e->>'guest_id')::uuid, p_event,
         coalesce((e->>'slot')::uuid, '00000000-0000-0000-0000-000000000000'), (e->>'id')::uuid
    from jsonb_array_elements(p_act) e
   where e->>'kind' = 'check_in' and not coalesce(e->'body' ? 'beside', false);
  return query select 'ok', eh.seq, null::jsonb from event_head eh where eh.event_id = p_event;
end $$;
