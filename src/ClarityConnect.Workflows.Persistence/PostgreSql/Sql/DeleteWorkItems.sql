-- Removes work that is done.
delete from work_items where id = any ($1)
