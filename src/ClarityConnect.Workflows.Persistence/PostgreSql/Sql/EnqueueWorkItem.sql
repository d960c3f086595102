-- Queues work for an instance that is running, or brings a faulted one back first. Gives whether there is such an instance.
with running as materialized (
  select id from instances where id = $2 for key share
),
faulted as (
  delete from instance_history
  where id = $2 and status = 5 and not exists (select 1 from running)
  returning *
),
brought_back as (
  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    fence, claims, burst_number, checkpoint)
  select
    id, definition_id, definition_version_id, version, 2, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    fence, 0, burst_number, checkpoint
  from faulted
  returning id
),
target as materialized (
  select id from running union all select id from brought_back
),
queued as (
  insert into work_items (id, instance_id, kind, due_at, bookmark_id, inbox_message_id, execution_number, data)
  select $1, id, $3, $4, $5, $6, $7, $8 from target
  on conflict (id) do nothing
)
select exists (select 1 from target)
