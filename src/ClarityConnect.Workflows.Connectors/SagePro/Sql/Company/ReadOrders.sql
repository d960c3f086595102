select {orders.number}, {orders.customer}, {orders.date}, {orders.kind}, {orders.status}, {orders.amount}, {orders.tax}, {orders.purchaseOrder}
from {orders} order by 1
