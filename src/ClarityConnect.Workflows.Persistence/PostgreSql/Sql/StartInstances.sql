-- Creates instances that the correlator starts, each with its Start work item, unless an activation strategy refuses it.
with started as (
  select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as start (
    message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id, data,
    received_at, activation_key)
),
created as (
  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    lease_owner, fence, claims, burst_number, activation_key)
  select
    id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
    lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0, activation_key
  from started
  where activation_key is null
    or activation_key not like 'c:%'
    or not exists (select 1 from instances running where running.correlation_id = started.correlation_id)
  order by activation_key
  on conflict (activation_key) where activation_key is not null do nothing
  returning id
)
insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
select work_item_id, id, 0, received_at, message_id, data from started where id in (select id from created)
