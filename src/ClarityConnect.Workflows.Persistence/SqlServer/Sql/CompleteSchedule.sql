-- Stores what came of a claimed schedule, if the claim still holds.
update schedules
set
  next_due_at = @next_due_at, [cursor] = coalesce(@cursor, [cursor]), failures = @failures, last_error = @last_error, claimed_until = null
where id = @id and fence = @fence and claimed_until is not null;
