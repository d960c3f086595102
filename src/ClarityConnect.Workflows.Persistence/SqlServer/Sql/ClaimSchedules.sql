-- Claims schedules that are due.
with due as (
  select top (@limit) *
  from schedules with (updlock, readpast, rowlock, readcommittedlock)
  where next_due_at <= @now and (claimed_until is null or claimed_until <= @now)
  order by next_due_at, id
)
update due
set claimed_until = @until, fence = fence + 1
output
  inserted.id, inserted.definition_id, inserted.definition_version_id, inserted.version, inserted.activity_id, inserted.cron, inserted.[interval],
  inserted.[at], inserted.time_zone, inserted.misfire, inserted.is_poll, inserted.next_due_at, inserted.[cursor], inserted.failures,
  inserted.last_error, inserted.fence, inserted.activation;
