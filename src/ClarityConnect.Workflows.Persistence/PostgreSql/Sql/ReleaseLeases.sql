-- Gives leases back, if they still hold.
with held as materialized (
  select instances.id
  from unnest($1, $2) as lease (id, fence)
  join instances on instances.id = lease.id
  where instances.fence = lease.fence and instances.lease_owner is not null
  order by instances.id
  for update of instances
)
update instances set lease_owner = null where id in (select id from held)
