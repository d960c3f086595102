-- Removes large values that no instance needs.
delete top (@limit)
from payloads with (readpast, rowlock, readcommittedlock)
where last_used_at < @before
  and not exists (select 1 from payload_references where payload_references.hash = payloads.hash);
