-- Stores effects that were begun or closed. The instance's row is locked, so nobody inserts between the two statements.
update effects
set
  activity_id = effect.activity_id,
  execution_number = effect.execution_number,
  request_hash = effect.request_hash,
  attempt = effect.attempt,
  status = effect.status,
  started_at = effect.started_at,
  finished_at = effect.finished_at
from effects
join openjson(@rows) with (
  instance_id nvarchar(200), [key] nvarchar(200), activity_id nvarchar(200), execution_number int, request_hash nvarchar(64), attempt int,
  status nvarchar(20), started_at datetimeoffset, finished_at datetimeoffset) as effect
  on effects.instance_id = effect.instance_id collate Latin1_General_100_BIN2
  and effects.[key] = effect.[key] collate Latin1_General_100_BIN2;

insert into effects (
  instance_id, [key], activity_id, execution_number, request_hash, attempt, status, started_at, finished_at)
select
  instance_id, [key], activity_id, execution_number, request_hash, attempt, status, started_at, finished_at
from openjson(@rows) with (
  instance_id nvarchar(200), [key] nvarchar(200), activity_id nvarchar(200), execution_number int, request_hash nvarchar(64), attempt int,
  status nvarchar(20), started_at datetimeoffset, finished_at datetimeoffset) as effect
where not exists (
  select 1
  from effects
  where effects.instance_id = effect.instance_id collate Latin1_General_100_BIN2
    and effects.[key] = effect.[key] collate Latin1_General_100_BIN2
);
