-- PULL: everything after a cursor, in order. The numbers have no gaps: the next cursor is the
-- last number seen.
create or replace function pennant.pull(p_event uuid, p_after bigint, p_limit int)
returns table (seq bigint, digest bigint, entry jsonb)
language plpgsql stable security definer set search_path = pennant, pg_temp as $$
#variable_conflict use_column
begin
  perform pennant._me(p_event);
  return query
    select l.seq, l.digest, pennant._row(l) from ledger l
     where l.event_id = p_event and l.seq > p_after order by l.seq limit least(p_limit, 2000);
end $$;

-- STATUS: how far you are, what time it is there, how much of each writer you hold, and the digest
-- of all up to my cursor. If it is not the one I remember, you were restored from an older backup, and
-- I teach you what I know.
create or replace function pennant.status(p_event uuid, p_cursor bigint, p_writers uuid[])
returns jsonb
language plpgsql stable security definer set search_path = pennant, pg_temp as $$
begin
  perform pennant._me(p_event);
  return (select jsonb_build_object(
    'version', (select m.version from meta m),
    'server_time', clock_timestamp(),
    'event', e.info,
    'closed', e.closed_at is not null,
    'head', eh.seq,
    'at_cursor', (select l.digest from ledger l where l.event_id = p_event and l.seq = p_cursor),
    'writers', (select coalesce(jsonb_object_agg(w.writer_id, w.n), '{}') from writer w
                 where w.event_id = p_event and w.writer_id = any (p_writers)))
    from event e join event_head eh using (event_id) where e.event_id = p_event);
end $$;

-- HINT: wake whoever listens. A transaction of its own after the claim's: NOTIFY holds a lock of
-- the whole cluster until its commit. It carries a number and nothing else: any login may listen.
create or replace function pennant.hint(p_event uuid, p_seq bigint) returns void
language plpgsql security definer set search_path = pennant, pg_temp as $$
begin
  perform pennant._me(p_event);
  perform pg_notify('pennant_' || replace(p_event::text, '-', ''), p_seq::text);
end $$;
