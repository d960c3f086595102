-- Renews a node's lease, if it is still registered.
update nodes set expires_at = $2 where id = $1
