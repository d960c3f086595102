-- Messages that the correlator has not looked at.
select id, source, event_id, name, key, correlation_id, instance_id, received_at, expires_at, state
from inbox
where state < 2
order by id
limit $1
for update skip locked
