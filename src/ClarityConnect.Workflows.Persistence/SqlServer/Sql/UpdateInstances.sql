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
  burst_number = burst.burst_number,
  [checkpoint] = convert(varbinary(max), burst.[checkpoint], 2),
  claims = 0,
  lease_owner = case when burst.releases_lease = 1 then null else instances.lease_owner end
from instances
join openjson(@rows) with (
  id nvarchar(200), definition_version_id nvarchar(200), version int, status smallint, correlation_id nvarchar(200), name nvarchar(200),
  incident_count int, updated_at datetimeoffset, burst_number int, [checkpoint] varchar(max), releases_lease bit) as burst
  on instances.id = burst.id collate Latin1_General_100_BIN2;
