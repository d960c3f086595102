-- Stores executions that began or changed. The instance's row is locked, so nobody inserts between the two statements.
update activity_executions
set
  status = execution.status,
  completed_at = execution.completed_at,
  completed_sequence = execution.completed_sequence,
  has_bookmarks = execution.has_bookmarks,
  details = convert(varbinary(max), execution.details, 2)
from activity_executions
join openjson(@rows) with (
  instance_id nvarchar(200), number int, parent_number int, node_id nvarchar(max), activity_id nvarchar(200), activity_type nvarchar(200),
  activity_version int, activity_name nvarchar(200), status nvarchar(20), started_at datetimeoffset, completed_at datetimeoffset,
  started_sequence bigint, completed_sequence bigint, has_bookmarks bit, details varchar(max)) as execution
  on activity_executions.instance_id = execution.instance_id collate Latin1_General_100_BIN2
  and activity_executions.number = execution.number;

insert into activity_executions (
  instance_id, number, parent_number, node_id, activity_id, activity_type, activity_version, activity_name, status, started_at,
  completed_at, started_sequence, completed_sequence, has_bookmarks, details)
select
  instance_id, number, parent_number, node_id, activity_id, activity_type, activity_version, activity_name, status, started_at,
  completed_at, started_sequence, completed_sequence, has_bookmarks, convert(varbinary(max), details, 2)
from openjson(@rows) with (
  instance_id nvarchar(200), number int, parent_number int, node_id nvarchar(max), activity_id nvarchar(200), activity_type nvarchar(200),
  activity_version int, activity_name nvarchar(200), status nvarchar(20), started_at datetimeoffset, completed_at datetimeoffset,
  started_sequence bigint, completed_sequence bigint, has_bookmarks bit, details varchar(max)) as execution
where not exists (
  select 1
  from activity_executions
  where activity_executions.instance_id = execution.instance_id collate Latin1_General_100_BIN2
    and activity_executions.number = execution.number
);
