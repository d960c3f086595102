-- Removes the timers of removed bookmarks.
delete work_items
from work_items
join openjson(@rows) with (instance_id nvarchar(200), bookmark_id nvarchar(200)) as removed
  on work_items.instance_id = removed.instance_id collate Latin1_General_100_BIN2
  and work_items.bookmark_id = removed.bookmark_id collate Latin1_General_100_BIN2
where work_items.kind = 2;
