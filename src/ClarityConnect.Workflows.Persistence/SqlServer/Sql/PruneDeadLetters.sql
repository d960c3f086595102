-- Removes dead letters that were resolved.
delete top (@limit)
from dead_letters with (readpast, rowlock, readcommittedlock)
where resolved_at < @before;
