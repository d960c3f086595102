-- Stores large values once, and notes at most once a day that one is used again.
insert into payloads (hash, content, last_used_at)
select * from unnest($1, $2, $3)
on conflict (hash) do update
set last_used_at = excluded.last_used_at
where payloads.last_used_at < excluded.last_used_at - interval '1 day'
