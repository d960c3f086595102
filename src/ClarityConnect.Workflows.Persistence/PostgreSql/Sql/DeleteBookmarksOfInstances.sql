-- Removes what finished instances waited for. Comes before their work items: a correlator that claims one of these bookmarks is waited for here,
-- and the work item that it made is seen by the next statement.
delete from bookmarks where instance_id = any ($1)
