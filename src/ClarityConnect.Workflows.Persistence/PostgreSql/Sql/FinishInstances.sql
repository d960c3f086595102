-- Moves instances that have finished to the history.
with gone as (
  delete from instances where id = any ($1)
)
insert into instance_history (
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  finished_at, fence, burst_number, checkpoint, kept_until)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
