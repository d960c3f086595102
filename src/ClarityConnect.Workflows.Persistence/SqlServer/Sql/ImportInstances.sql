-- Makes the rows of instances that come from files, for the statements of bursts to fill; none where there is an instance of that id, running or
-- finished. Gives the ids of those that were made.
insert into instances (
  id, definition_id, definition_version_id, version, status, parent_instance_id, incident_count, created_at, updated_at, fence, claims, burst_number)
output inserted.id
select id, definition_id, definition_version_id, version, 2, parent_instance_id, 0, created_at, updated_at, fence, 0, 0
from openjson(@rows) with (
  id nvarchar(200), definition_id nvarchar(200), definition_version_id nvarchar(200), version int, parent_instance_id nvarchar(200),
  created_at datetimeoffset, updated_at datetimeoffset, fence bigint) as imported
where not exists (
    select 1 from instances as running with (updlock, holdlock) where running.id = imported.id collate Latin1_General_100_BIN2
  )
  and not exists (
    select 1 from instance_history as finished with (updlock, holdlock) where finished.id = imported.id collate Latin1_General_100_BIN2
  );
