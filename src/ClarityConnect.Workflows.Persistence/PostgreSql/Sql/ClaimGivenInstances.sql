-- Takes the lease of those of the given instances that have due work and no lease. The message that named them is used up, so its mark goes whether
-- there is due work or not.
with given as materialized (
  select
    id,
    exists (select 1 from work_items where work_items.instance_id = instances.id and work_items.due_at <= $2) as is_due
  from instances
  where id = any ($3) and lease_owner is null
  order by id
  for update of instances
),
taken as (
  update instances
  set
    lease_owner = case when given.is_due then $1 end,
    fence = fence + case when given.is_due then 1 else 0 end,
    claims = claims + case when given.is_due then 1 else 0 end,
    relayed_at = null
  from given
  where instances.id = given.id
  returning instances.*, given.is_due
)
select
  id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
  fence, claims, burst_number, checkpoint
from taken
where is_due
