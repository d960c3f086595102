-- Creates instances that the correlator starts, each with its Start work item.
with started as (
  select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as start (
    message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id, data,
    received_at)
),
created as (
  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    lease_owner, fence, claims, burst_number)
  select
    id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
    lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0
  from started
)
insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, data from started
