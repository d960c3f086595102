select {orders.number} from {orders} where ltrim(rtrim({orders.number})) = @number
