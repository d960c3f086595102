-- Removes what was left to do for finished instances.
delete from work_items where instance_id = any ($1)
