-- Makes the rows of instances that come from files, for the statements of bursts to fill; none where there is an instance of that id, running or
-- finished. Gives the ids of those that were made.
insert into instances (
  id, definition_id, definition_version_id, version, status, parent_instance_id, incident_count, created_at, updated_at, fence, claims, burst_number)
select id, definition_id, definition_version_id, version, 2, parent_instance_id, 0, created_at, updated_at, fence, 0, 0
from unnest($1, $2, $3, $4, $5, $6, $7, $8)
  as imported (id, definition_id, definition_version_id, version, parent_instance_id, created_at, updated_at, fence)
where not exists (select 1 from instance_history where instance_history.id = imported.id)
on conflict (id) do nothing
returning id
