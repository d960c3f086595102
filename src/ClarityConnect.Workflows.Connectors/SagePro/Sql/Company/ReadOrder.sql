select {orders.number}, {orders.customer}, {orders.date}, {orders.kind}, {orders.status}, {orders.amount}, {orders.tax}, {orders.purchaseOrder}, {orders.location}
from {orders} where ltrim(rtrim({orders.number})) = @number
