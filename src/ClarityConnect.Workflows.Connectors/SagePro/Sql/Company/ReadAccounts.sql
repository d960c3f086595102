select {accounts.number}, {accounts.description}, {accounts.active} from {accounts} order by 1
