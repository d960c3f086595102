-- Stores messages, absorbs those whose event is known, and creates the instances that the new ones start. Gives the ids of the new ones and whether
-- an activation strategy refused a start. A child that is refused is created all the same, without the key, and cancelled, so that its parent
-- hears of it; its Start comes first, since that says of what the parent wants to hear.
with received as (
  insert into inbox (id, source, event_id, name, key, correlation_id, instance_id, payload, received_at, expires_at, state)
  select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (source, event_id) do nothing
  returning id
),
started as (
  select start.*
  from unnest($12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) as start (
    message_id, id, definition_id, definition_version_id, version, correlation_id, name, parent_instance_id, lease_owner, work_item_id, data,
    received_at, activation_key)
  join received on received.id = start.message_id
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
    or not exists (
      select 1
      from instances running
      where running.correlation_id = started.correlation_id and running.id is distinct from started.parent_instance_id
    )
  order by activation_key
  on conflict (activation_key) where activation_key is not null do nothing
  returning id
),
refused as materialized (
  select * from started where id not in (select id from created)
),
refused_children as (
  insert into instances (
    id, definition_id, definition_version_id, version, status, correlation_id, name, parent_instance_id, incident_count, created_at, updated_at,
    fence, claims, burst_number)
  select
    id, definition_id, definition_version_id, version, 0, correlation_id, name, parent_instance_id, 0, received_at, received_at, 0, 0, 0
  from refused
  where parent_instance_id is not null
),
queued as (
  insert into work_items (id, instance_id, kind, due_at, inbox_message_id, data)
  select work_item_id, id, 0, received_at, message_id, data
  from started
  where parent_instance_id is not null or id in (select id from created)
),
queued_cancellations as (
  insert into work_items (id, instance_id, kind, due_at, data)
  select
    work_item_id || ':cancel', id, 4, received_at,
    convert_to('{"reason":"The activation strategy of the workflow does not allow another instance now."}', 'UTF8')
  from refused
  where parent_instance_id is not null
)
select received.id, exists (select 1 from refused where refused.message_id = received.id) from received
