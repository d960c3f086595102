-- Locks the instances whose lease still holds and whose burst was not written yet, in one order for everybody.
select instances.id
from unnest($1, $2, $3) as burst (id, fence, number)
join instances on instances.id = burst.id
where instances.fence = burst.fence and instances.lease_owner is not null and instances.burst_number < burst.number
order by instances.id
for update of instances
