-- Removes messages that led to work or expired.
delete top (@limit)
from inbox with (readpast, rowlock, readcommittedlock)
where (state = 3 and received_at < @before) or (state = 2 and expires_at < @before);
