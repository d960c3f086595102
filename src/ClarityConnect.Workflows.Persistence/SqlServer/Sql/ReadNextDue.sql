-- When there is something to do next, but for what a broker was already told of.
select min(due_at)
from (
  select *
  from (
    select top (1) work_items.due_at
    from work_items
    join instances on instances.id = work_items.instance_id
    where instances.lease_owner is null and instances.relayed_at is null
    order by work_items.due_at
  ) as item
  union all
  select case when claimed_until > next_due_at then claimed_until else next_due_at end
  from schedules
  where next_due_at is not null
) as waiting;
