-- Removes instances that finished, with all that people could read about them; but an open dead letter needs its instance to go on. Those of
-- definitions that say how long they are kept go by that, the others by when they finished. The answer is how many instances went; the rows that
-- go with them are not counted.
declare @old table (id nvarchar(200) collate Latin1_General_100_BIN2 primary key);

delete top (@limit)
from instance_history with (readpast, rowlock, readcommittedlock)
output deleted.id into @old
where kept_until is null and finished_at < @before
  and not exists (
    select 1 from dead_letters where dead_letters.instance_id = instance_history.id and dead_letters.resolved_at is null
  );

delete top (@limit)
from instance_history with (readpast, rowlock, readcommittedlock)
output deleted.id into @old
where kept_until < @now
  and not exists (
    select 1 from dead_letters where dead_letters.instance_id = instance_history.id and dead_letters.resolved_at is null
  );

delete from activity_executions where instance_id in (select id from @old);

delete from journal where instance_id in (select id from @old);

delete from payload_references where instance_id in (select id from @old);
