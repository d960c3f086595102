select {customers.number}, {customers.company}, {customers.contact}, {customers.address1}, {customers.address2}, {customers.city}, {customers.state}, {customers.zip}, {customers.country}, {customers.phone}, {customers.email}, {customers.currency}, {customers.balance}, {customers.lock}, {customers.lockedBy}
from {customers} order by 1
