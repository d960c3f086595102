-- When there is something to do next, but for what a broker was already told of.
select least(
  (
    select work_items.due_at
    from work_items
    join instances on instances.id = work_items.instance_id
    where instances.lease_owner is null and instances.relayed_at is null
    order by work_items.due_at
    limit 1
  ),
  (select min(greatest(next_due_at, claimed_until)) from schedules where next_due_at is not null))
