-- Frees the leases of nodes that are not registered. What somebody is writing just now is left for the next time.
update instances
set lease_owner = null
from instances with (updlock, readpast, rowlock, readcommittedlock)
where instances.lease_owner is not null and not exists (select 1 from nodes where nodes.id = instances.lease_owner);
