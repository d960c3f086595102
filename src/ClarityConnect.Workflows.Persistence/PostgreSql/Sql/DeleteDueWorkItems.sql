-- Removes the timers of removed bookmarks.
delete from work_items
using unnest($1, $2) as removed (instance_id, bookmark_id)
where work_items.instance_id = removed.instance_id and work_items.kind = 2 and work_items.bookmark_id = removed.bookmark_id
