-- Frees the leases of nodes that are not registered. What somebody is writing just now is left for the next time.
with orphans as materialized (
  select id
  from instances
  where lease_owner is not null and not exists (select 1 from nodes where nodes.id = instances.lease_owner)
  order by id
  for update skip locked
)
update instances set lease_owner = null where id in (select id from orphans)
