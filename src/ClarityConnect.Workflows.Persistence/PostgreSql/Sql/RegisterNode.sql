-- Registers a node, and counts the nodes that live.
with registered as (
  insert into nodes (id, expires_at) values ($1, $2)
  on conflict (id) do update set expires_at = excluded.expires_at
)
select 1 + count(*)::int from nodes where id <> $1 and expires_at > $3
