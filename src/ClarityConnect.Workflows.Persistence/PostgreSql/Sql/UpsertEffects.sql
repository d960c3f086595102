-- Stores effects that were begun or closed.
insert into effects (instance_id, key, activity_id, execution_number, request_hash, attempt, status, started_at, finished_at)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (instance_id, key) do update
set
  activity_id = excluded.activity_id,
  execution_number = excluded.execution_number,
  request_hash = excluded.request_hash,
  attempt = excluded.attempt,
  status = excluded.status,
  started_at = excluded.started_at,
  finished_at = excluded.finished_at
