-- Removes bookmarks that are met or given up.
delete from bookmarks where id = any ($1)
