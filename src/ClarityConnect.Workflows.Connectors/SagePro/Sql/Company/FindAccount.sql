select {accounts.number}, {accounts.description}, {accounts.active} from {accounts} where ltrim(rtrim({accounts.number})) = @number
