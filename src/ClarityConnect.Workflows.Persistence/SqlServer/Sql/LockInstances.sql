-- Locks the instances whose lease still holds and whose burst was not written yet.
select instances.id
from openjson(@rows) with (id nvarchar(200), fence bigint, burst_number int) as burst
join instances with (updlock, rowlock, readcommittedlock) on instances.id = burst.id collate Latin1_General_100_BIN2
where instances.fence = burst.fence and instances.lease_owner is not null and instances.burst_number < burst.burst_number
order by instances.id;
