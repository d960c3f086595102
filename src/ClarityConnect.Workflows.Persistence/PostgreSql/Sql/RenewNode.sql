-- Renews a node's lease, if it is still registered, and counts the nodes that live; none if it is not.
with renewed as (
  update nodes set expires_at = $2 where id = $1
  returning id
)
select case when exists (select 1 from renewed) then 1 + (select count(*)::int from nodes where id <> $1 and expires_at > $3) else 0 end
