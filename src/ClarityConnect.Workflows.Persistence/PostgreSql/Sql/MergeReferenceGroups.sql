-- Puts the records of groups into others, where a link says that they belong together.
update cross_references
set group_id = merge.into_group
from unnest($1, $2) as merge(from_group, into_group)
where cross_references.group_id = merge.from_group
