-- Stores what came of a claimed schedule, if the claim still holds.
update schedules
set next_due_at = $3, cursor = coalesce($4, cursor), failures = $5, last_error = $6, claimed_until = null
where id = $1 and fence = $2 and claimed_until is not null
