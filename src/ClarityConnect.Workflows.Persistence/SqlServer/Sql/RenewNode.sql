-- Renews a node's lease, if it is still registered.
update nodes set expires_at = @expires_at where id = @id;
