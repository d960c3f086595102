-- Stores work that is given up.
insert into dead_letters (
  id, instance_id, definition_id, definition_version_id, correlation_id, activity_id, activity_name, execution_number, kind, message, attempts,
  created_at, resolved_at, resolution)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
