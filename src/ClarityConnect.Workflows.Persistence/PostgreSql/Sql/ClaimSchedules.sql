-- Claims schedules that are due.
with due as materialized (
  select id
  from schedules
  where next_due_at <= $1 and (claimed_until is null or claimed_until <= $1)
  order by next_due_at, id
  limit $3
  for update skip locked
)
update schedules
set claimed_until = $2, fence = fence + 1
where id in (select id from due)
returning
  id, definition_id, definition_version_id, version, activity_id, cron, interval, at, time_zone, misfire, is_poll, next_due_at, cursor, failures,
  last_error, fence, activation
