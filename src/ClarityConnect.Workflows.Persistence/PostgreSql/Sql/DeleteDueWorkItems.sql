-- Removes the timers of removed bookmarks.
delete from work_items where instance_id = any ($1) and kind = 2 and bookmark_id = any ($2)
