-- Stores messages, absorbs those whose event is known, and creates the instances that the new ones start. Gives the ids of the new ones.
with received as (
  insert into inbox (id, source, event_id, name, key, correlation_id, instance_id, payload, received_at, expires_at, state)
  select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (source, event_id) do nothing
  returning id
),
started as (
  select start.*
  from unnest($12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) as start (
    message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id, data,
    received_at)
  join received on received.id = start.message_id
),
created as (
  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    lease_owner, fence, claims, burst_number)
  select
    id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at,
    lease_owner, case when lease_owner is null then 0 else 1 end, case when lease_owner is null then 0 else 1 end, 0
  from started
),
queued as (
  insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
  select work_item_id, id, 0, received_at, message_id, data from started
)
select id from received
