-- Closes dead letters that are open.
update dead_letters
set resolved_at = resolved.at, resolution = resolved.resolution
from unnest($1, $2, $3) as resolved (id, resolution, at)
where dead_letters.id = resolved.id and dead_letters.resolved_at is null
