-- Frees the claims on schedules that a server which is alone on the database left when it was killed.
update schedules set claimed_until = null where claimed_until is not null
