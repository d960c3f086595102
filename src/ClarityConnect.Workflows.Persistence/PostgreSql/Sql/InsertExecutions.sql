-- Stores executions of instances that had none.
insert into activity_executions (
  instance_id, number, parent_number, node_id, activity_id, activity_type, activity_version, activity_name, status, started_at, completed_at,
  started_sequence, completed_sequence, has_bookmarks, details)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
