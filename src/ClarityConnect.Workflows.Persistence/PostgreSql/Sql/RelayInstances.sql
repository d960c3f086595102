-- Marks instances that have due work, no lease and no message on its way, oldest work first, skipping what others are claiming. Gives the oldest
-- due work item of each. A claim removes the mark, so that whatever is due when the lease is free again is relayed again.
with due as materialized (
  select instances.id, work_items.id as work_item_id, work_items.due_at
  from work_items
  join instances on instances.id = work_items.instance_id
  where work_items.due_at <= $1 and instances.lease_owner is null and instances.relayed_at is null
  order by work_items.due_at, work_items.id
  limit $2
  for update of instances skip locked
),
relayed as (
  update instances set relayed_at = $1 where id in (select id from due)
)
select work_item_id, id
from (select distinct on (id) id, work_item_id, due_at from due order by id, due_at, work_item_id) as oldest
order by due_at, work_item_id
