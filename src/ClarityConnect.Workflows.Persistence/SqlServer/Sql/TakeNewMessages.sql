-- Messages that the correlator has not looked at.
select top (@limit) id, source, event_id, name, [key], correlation_id, instance_id, received_at, expires_at, state
from inbox with (updlock, readpast, rowlock, readcommittedlock)
where state < 2
order by id;
