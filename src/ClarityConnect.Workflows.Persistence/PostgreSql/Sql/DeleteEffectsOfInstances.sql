-- Removes the effects of finished instances.
delete from effects where instance_id = any ($1)
