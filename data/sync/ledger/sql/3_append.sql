-- Rows of journals into the ledger, once each; the caller holds the event's head row.
create or replace function pennant._put(p_event uuid, p_device int, p_rows jsonb, p_mode text)
returns void
language plpgsql set search_path = pennant, pg_temp as $$
declare s bigint; d bigint; n bigint;
begin
  select eh.seq, eh.digest into s, d from event_head eh where eh.event_id = p_event;
  with told as (
    select distinct on (r.id) r.*, e.entry, e.place
      from jsonb_array_elements(p_rows) with ordinality as e(entry, place),
           jsonb_to_record(e.entry) as r(id uuid, writer_id uuid, writer_seq bigint, kind text,
             mode text, guest_id uuid, target uuid, slot uuid, hlc bigint, body jsonb,
             personal jsonb)
     order by r.id, e.place
  ), apart as (
    select distinct on (t.writer_id, t.writer_seq) t.* from told t
     where not exists (select 1 from ledger l where l.id = t.id and l.event_id = p_event)
       and not exists (select 1 from ledger l where l.writer_id = t.writer_id
                          and l.writer_seq = t.writer_seq and l.event_id = p_event)
     order by t.writer_id, t.writer_seq, t.place
  ), placed as (
    select a.*, s + row_number() over (order by a.place) as seq from apart a
  ), summed as (
    select p.*, d + sum(('x' || left(md5(p.seq || ' ' || p.id), 10))::bit(40)::bigint)
                    over (order by p.seq) as digest
      from placed p
  ), put as (
    insert into ledger (event_id, seq, id, writer_id, writer_seq, brought_by, kind, mode, guest_id,
                        other_guest_id, target, slot, hlc, rest, digest)
    select p_event, a.seq, a.id, a.writer_id, a.writer_seq,
           p_device, a.kind, coalesce(p_mode, a.mode), a.guest_id,
           coalesce(a.body->>'host', a.body->'set'->>'host_id', a.body->>'joined_to')::uuid,
           a.target, a.slot, a.hlc,
           a.entry - array['id', 'writer_id', 'writer_seq', 'kind', 'mode', 'guest_id', 'target',
                           'slot', 'hlc', 'personal'],
           a.digest
      from summed a order by a.seq
    returning writer_id, writer_seq, digest
  ), erasable as (
    insert into personal (id, event_id, fields)
    select a.id, p_event, a.personal from apart a where jsonb_typeof(a.personal) = 'object'
    on conflict do nothing
  ), counted as (
    insert into writer as w (event_id, writer_id, n, max_seq)
    select p_event, p.writer_id, count(*), max(p.writer_seq) from put p group by p.writer_id
    on conflict (event_id, writer_id) do update
      set n = w.n + excluded.n, max_seq = greatest(w.max_seq, excluded.max_seq)
  )
  select count(*), coalesce(max(put.digest), d) into n, d from put;
  update event_head eh set seq = s + n, digest = d where eh.event_id = p_event and n > 0;
  delete from claimed c using jsonb_array_elements(p_rows) e
   where e->>'kind' = 'annul' and c.id = (e->>'target')::uuid and c.event_id = p_event;
end $$;

-- APPEND: what happened already. Never refused, idempotent, doubles flagged. A row whose number
-- its writer has used for another row (a copied file that kept its writer) is told as a problem.
create or replace function pennant.append(p_event uuid, p_rows jsonb)
returns table (id uuid, seq bigint, conflict_id uuid, problem text)
language plpgsql security definer set search_path = pennant, pg_temp as $$
#variable_conflict use_column
declare device int := pennant._me(p_event);
begin
  perform 1 from event_head eh where eh.event_id = p_event for update;
  perform pennant._put(p_event, device, p_rows, null);
  return query
    select r.id, l.seq,
           case when l.kind = 'check_in' and not pennant._is_annulled(p_event, l.id)
           then (select h.id from pennant._holders(p_event, l.id, l.guest_id, l.slot, l.rest) h
                  limit 1) end,
           case when l.id is null then 'writer_seq_used' end
      from jsonb_array_elements(p_rows) as e(entry),
           jsonb_to_record(e.entry) as r(id uuid)
      left join ledger l on l.id = r.id and l.event_id = p_event;
end $$;
