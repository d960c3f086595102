-- Gives leases back, if they still hold.
update instances
set lease_owner = null
from instances
join openjson(@rows) with (id nvarchar(200), fence bigint) as lease on instances.id = lease.id collate Latin1_General_100_BIN2
where instances.fence = lease.fence and instances.lease_owner is not null;
