-- Removes instances that finished, with all that people could read about them; but an open dead letter needs its instance to go on. Those of
-- definitions that say how long they are kept go by that, the others by when they finished.
with due as materialized (
  (
    select id
    from instance_history
    where kept_until is null and finished_at < $1
      and not exists (select 1 from dead_letters where dead_letters.instance_id = instance_history.id and resolved_at is null)
    order by finished_at
    limit $2
  )
  union all
  (
    select id
    from instance_history
    where kept_until < $3
      and not exists (select 1 from dead_letters where dead_letters.instance_id = instance_history.id and resolved_at is null)
    order by kept_until
    limit $2
  )
),
old as materialized (
  select id from instance_history where id in (select id from due) limit $2 for update skip locked
),
executions as (
  delete from activity_executions where instance_id in (select id from old)
),
entries as (
  delete from journal where instance_id in (select id from old)
),
uses as (
  delete from payload_references where instance_id in (select id from old)
)
delete from instance_history where id in (select id from old)
