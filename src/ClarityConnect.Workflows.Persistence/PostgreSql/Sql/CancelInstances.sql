-- Asks running instances to cancel themselves. Gives the ids of those that will. A burst that is being written is waited for.
with running as materialized (
  select request.work_item_id, instances.id, request.due_at, request.data
  from unnest($1, $2, $3, $4) as request (work_item_id, instance_id, due_at, data)
  join instances on instances.id = request.instance_id
  order by instances.id
  for key share of instances
),
queued as (
  insert into work_items (id, instance_id, kind, due_at, data)
  select work_item_id, id, 4, due_at, data from running
  on conflict (id) do nothing
)
select id from running
