-- Removes large values that no instance needs. The age is asked twice: once to find them, once again when the row is locked.
delete from payloads
where last_used_at < $1
  and hash in (
    select hash
    from payloads
    where last_used_at < $1
      and not exists (select 1 from payload_references where payload_references.hash = payloads.hash)
    order by last_used_at
    limit $2
  )
