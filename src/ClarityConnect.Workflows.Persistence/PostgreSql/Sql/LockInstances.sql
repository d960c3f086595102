-- Locks the instances whose lease still holds and whose burst was not written yet, in one order for everybody. Says of those whose burst goes on
-- whether somebody asked to cancel them.
select
  instances.id,
  not burst.releases_lease and exists (select 1 from work_items where work_items.instance_id = instances.id and work_items.kind = 4)
from unnest($1, $2, $3, $4) as burst (id, fence, number, releases_lease)
join instances on instances.id = burst.id
where instances.fence = burst.fence and instances.lease_owner is not null and instances.burst_number < burst.number
order by instances.id
for update of instances
