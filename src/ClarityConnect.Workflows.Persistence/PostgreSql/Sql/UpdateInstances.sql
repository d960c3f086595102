-- Writes the checkpoints of instances that have not finished.
update instances
set
  definition_version_id = burst.definition_version_id,
  version = burst.version,
  status = burst.status,
  correlation_id = burst.correlation_id,
  name = burst.name,
  incident_count = burst.incident_count,
  updated_at = burst.updated_at,
  burst_number = burst.number,
  checkpoint = burst.checkpoint,
  claims = 0,
  lease_owner = case when burst.releases_lease then null else instances.lease_owner end
from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  as burst (id, definition_version_id, version, status, correlation_id, name, incident_count, updated_at, number, checkpoint, releases_lease)
where instances.id = burst.id
