-- Removes finished instances with everything of theirs, whatever is still open. Gives the ids of those that were there. Their bookmarks, work items
-- and effects went when they finished. A failed child is left: its parent waits for what becomes of it.
with gone as materialized (
  select id
  from instance_history
  where id = any ($1) and (status <> 5 or parent_instance_id is null)
  order by id
  for update
),
executions as (
  delete from activity_executions where instance_id in (select id from gone)
),
entries as (
  delete from journal where instance_id in (select id from gone)
),
uses as (
  delete from payload_references where instance_id in (select id from gone)
),
letters as (
  delete from dead_letters where instance_id in (select id from gone)
),
messages as (
  delete from inbox where instance_id in (select id from gone)
)
delete from instance_history where id in (select id from gone)
returning id
