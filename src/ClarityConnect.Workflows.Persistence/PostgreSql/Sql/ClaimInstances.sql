-- Takes the lease of instances that have due work and no lease, oldest work first. Its work items are read by the next statement: only a new
-- snapshot, taken while the rows are locked, shows what is really left to do.
with due as materialized (
  select instances.id
  from work_items
  join instances on instances.id = work_items.instance_id
  where work_items.due_at <= $2 and instances.lease_owner is null
  order by work_items.due_at, work_items.id
  limit $3
  for update of instances skip locked
)
update instances
set lease_owner = $1, fence = fence + 1, claims = claims + 1, relayed_at = null
where id in (select id from due)
returning
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  fence, claims, burst_number, checkpoint
