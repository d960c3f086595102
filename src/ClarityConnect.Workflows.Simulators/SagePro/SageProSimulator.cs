using Npgsql;

namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>
/// Sage Pro's side of the staging tables over a PostgreSQL database: a company with its tables, a posting run that takes what was delivered into the
/// books, and the books for tests and the demo to judge.
/// </summary>
public sealed class SageProSimulator : IAsyncDisposable
{
    /// <summary>
    /// What the table map of a connection to this company holds. The ledger's tables are ours, and named so that nobody takes them for Sage Pro's.
    /// </summary>
    public const string TableMap =
        """
        items.price = price
        accounts = glx_chart
        accounts.number = acctno
        accounts.description = descrip
        accounts.active = active
        periods = glx_period
        periods.name = period
        periods.first = firstday
        periods.last = lastday
        periods.closed = closed
        journals = glx_batch
        journals.number = batchno
        """;

    private readonly NpgsqlDataSource source;
    private readonly SageProPoster poster;
    private readonly SageProOrders orders;
    private readonly SemaphoreSlim posting = new(1);

    private SageProSimulator(SageProCompanyOptions options, NpgsqlDataSource source, TimeProvider time)
    {
        Options = options;
        this.source = source;
        poster = new SageProPoster(source, options, time);
        orders = new SageProOrders(source, options.Suffix);
    }

    /// <summary>What it was started with.</summary>
    public SageProCompanyOptions Options { get; }

    /// <summary>Whether the next posting run ends after the books are written and before the batch says so, as when the power fails.</summary>
    public bool CrashesBeforeStatus { get; set; }

    /// <summary>Makes the company where it is not there yet, with customers, items, stock, a chart of accounts and the periods of three years.</summary>
    /// <param name="options">The company.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels it.</param>
    public static async Task<SageProSimulator> StartAsync(SageProCompanyOptions options, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var source = NpgsqlDataSource.Create(options.ConnectionString);
        try
        {
            await SageProCompany.CreateAsync(source, options, time, ct);
            return new SageProSimulator(options, source, time);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs Sage Pro's posting once over everything that was delivered.</summary>
    /// <param name="ct">Cancels it.</param>
    public async Task<SageProPosting> PostAsync(CancellationToken ct)
    {
        await posting.WaitAsync(ct);
        try
        {
            var crashes = CrashesBeforeStatus;
            CrashesBeforeStatus = false;
            return await poster.RunAsync(crashes, ct);
        }
        finally
        {
            posting.Release();
        }
    }

    /// <summary>Every journal in the books, in the order of posting.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<SageProJournal>> JournalsAsync(CancellationToken ct)
    {
        var entries = (await QueryAsync(
                "select batchno, acctno, dept, debit, credit from glx_entry order by batchno, lineno",
                row => (Number: row.GetString(0), Entry: new SageProEntry(row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetDecimal(4))),
                ct))
            .ToLookup(entry => entry.Number, entry => entry.Entry);
        return await QueryAsync(
            "select batchno, ext_ref, docdate, memo from glx_batch order by batchno",
            row => new SageProJournal(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), [.. entries[row.GetString(0)]]),
            ct);
    }

    /// <summary>References that are in the books more than once, whatever crashed; empty after a correct run.</summary>
    /// <param name="ct">Cancels the query.</param>
    public Task<IReadOnlyList<string>> PostedTwiceAsync(CancellationToken ct) =>
        QueryAsync("select ext_ref from glx_posted group by ext_ref having count(*) > 1 order by ext_ref", row => row.GetString(0), ct);

    /// <summary>The balance of an account: debits positive, credits negative.</summary>
    /// <param name="account">The account.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<decimal> BalanceAsync(string account, CancellationToken ct) =>
        (await QueryAsync("select coalesce(sum(debit - credit), 0) from glx_entry where acctno = $1", row => row.GetDecimal(0), ct, account))[0];

    /// <summary>What a customer owes.</summary>
    /// <param name="customer">The customer's number.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns>The balance; null if there is no such customer.</returns>
    public async Task<decimal?> CustomerBalanceAsync(string customer, CancellationToken ct) =>
        (await QueryAsync($"select balance from arcust{Options.Suffix} where trim(custno) = $1", row => (decimal?)row.GetDecimal(0), ct, customer)).SingleOrDefault();

    /// <summary>An invoice's amount, what was paid of it, and what is open.</summary>
    /// <param name="invoice">The invoice's number.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<(decimal Amount, decimal Paid, decimal Balance)?> InvoiceAsync(string invoice, CancellationToken ct) => (await QueryAsync(
        $"select invamt, paidamt, balance from armast{Options.Suffix} where trim(invno) = $1",
        row => ((decimal, decimal, decimal)?)(row.GetDecimal(0), row.GetDecimal(1), row.GetDecimal(2)),
        ct,
        invoice)).SingleOrDefault();

    /// <summary>Adds an account to the chart, or makes it active or not.</summary>
    /// <param name="account">The account.</param>
    /// <param name="isActive">Whether it may be posted to.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetAccountAsync(string account, bool isActive, CancellationToken ct) => ExecuteAsync(
        "insert into glx_chart values ($1, $1, $2) on conflict (acctno) do update set active = $2", ct, account, isActive ? "Y" : "N");

    /// <summary>Removes an account from the chart.</summary>
    /// <param name="account">The account.</param>
    /// <param name="ct">Cancels it.</param>
    public Task RemoveAccountAsync(string account, CancellationToken ct) => ExecuteAsync("delete from glx_chart where acctno = $1", ct, account);

    /// <summary>Closes or opens the period that a day is in.</summary>
    /// <param name="day">The day.</param>
    /// <param name="isClosed">Whether it is closed.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetPeriodAsync(DateOnly day, bool isClosed, CancellationToken ct) =>
        ExecuteAsync("update glx_period set closed = $2 where $1 between firstday and lastday", ct, day, isClosed ? "Y" : "N");

    /// <summary>Opens a customer as a user does who edits it, so that nothing of the customer is posted, or lets it go.</summary>
    /// <param name="customer">The customer's number.</param>
    /// <param name="user">Who has it open; null for nobody.</param>
    /// <param name="ct">Cancels it.</param>
    public Task LockCustomerAsync(string customer, string? user, CancellationToken ct) => ExecuteAsync(
        $"update arcust{Options.Suffix} set lckstat = $2, lckuser = $3 where trim(custno) = $1", ct, customer, user is null ? " " : "L", (user ?? "").PadRight(4));

    /// <summary>How many batches were posted of each kind: GLJ journals, ARI invoices, ARC receipts and refunds, SO orders, CUS customers.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyDictionary<string, int>> PostedAsync(CancellationToken ct) =>
        (await QueryAsync("select trim(kind), count(*)::int from glx_posted group by 1", row => (Kind: row.GetString(0), Count: row.GetInt32(1)), ct))
        .ToDictionary(row => row.Kind, row => row.Count, StringComparer.Ordinal);

    /// <summary>How many customers there are.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<int> CountCustomersAsync(CancellationToken ct) => (await QueryAsync($"select count(*)::int from arcust{Options.Suffix}", row => row.GetInt32(0), ct))[0];

    /// <summary>How many items there are.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<int> CountItemsAsync(CancellationToken ct) => (await QueryAsync($"select count(*)::int from icitem{Options.Suffix}", row => row.GetInt32(0), ct))[0];

    /// <summary>What the columns of a customer hold, without blanks at the end; only texts.</summary>
    /// <param name="customer">The customer's number.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns>The texts by column; null if there is no such customer.</returns>
    public async Task<IReadOnlyDictionary<string, string>?> CustomerFieldsAsync(string customer, CancellationToken ct) => (await QueryAsync(
        $"select * from arcust{Options.Suffix} where trim(custno) = $1",
        row => (IReadOnlyDictionary<string, string>)Enumerable.Range(0, row.FieldCount)
            .Where(column => row.GetFieldType(column) == typeof(string))
            .ToDictionary(row.GetName, column => row.GetString(column).TrimEnd(), StringComparer.Ordinal),
        ct,
        customer)).SingleOrDefault();

    /// <summary>Makes or changes a customer, as somebody does in Sage Pro itself.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetCustomerAsync(SageProCustomer customer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return ExecuteAsync(
            $"""
            insert into arcust{Options.Suffix} (custno, company, contact, email, phone, address1, city, addrstate, zip, country) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (custno) do update set company = $2, contact = $3, email = $4, phone = $5, address1 = $6, city = $7, addrstate = $8, zip = $9
            """,
            ct,
            customer.Number.PadRight(6), customer.Company.PadRight(35), customer.Contact.PadRight(30), customer.Email, customer.Phone.PadRight(20),
            customer.Address.PadRight(35), customer.City.PadRight(20), customer.State.PadRight(10), customer.Zip.PadRight(10), "USA".PadRight(15));
    }

    /// <summary>Makes or changes an item.</summary>
    /// <param name="item">The item's number.</param>
    /// <param name="description">What it is called.</param>
    /// <param name="price">What one costs.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetItemAsync(string item, string description, decimal price, CancellationToken ct) => ExecuteAsync(
        $"insert into icitem{Options.Suffix} (item, itmdesc, price) values ($1, $2, $3) on conflict (item) do update set itmdesc = $2, price = $3",
        ct,
        item.PadRight(15),
        description.PadRight(35),
        price);

    /// <summary>Sets how much of an item a location holds, as Sage Pro does when goods come and go.</summary>
    /// <param name="item">The item's number.</param>
    /// <param name="location">The location's number.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetStockAsync(string item, string location, decimal quantity, CancellationToken ct) => ExecuteAsync(
        $"insert into iciloc{Options.Suffix} (item, loctid, lonhand) values ($1, $2, $3) on conflict (item, loctid) do update set lonhand = $3",
        ct,
        item.PadRight(15),
        location.PadRight(6),
        quantity);

    /// <summary>Every sales order, in the order of their numbers.</summary>
    /// <param name="ct">Cancels the query.</param>
    public Task<IReadOnlyList<SageProSalesOrder>> OrdersAsync(CancellationToken ct) => orders.ListAsync(ct);

    /// <summary>Takes a sales order, as somebody does in Sage Pro itself, or changes the one with its number.</summary>
    /// <param name="order">The order. Its amount and those of its lines are taken as they are.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>Its number.</returns>
    public Task<string> SetOrderAsync(SageProSalesOrder order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        return orders.SetAsync(order, ct);
    }

    /// <summary>Closes or voids a sales order, as somebody does in Sage Pro itself, or opens it again.</summary>
    /// <param name="order">The order's number.</param>
    /// <param name="status">"C" for closed, "V" for void, empty for open.</param>
    /// <param name="ct">Cancels it.</param>
    public Task SetOrderStatusAsync(string order, string status, CancellationToken ct) =>
        ExecuteAsync($"update somast{Options.Suffix} set sostat = $2 where trim(sono) = $1", ct, order, status.PadRight(1));

    /// <summary>Makes an open invoice, as somebody does in Sage Pro itself.</summary>
    /// <param name="invoice">The invoice's number.</param>
    /// <param name="customer">The customer's number.</param>
    /// <param name="day">The day.</param>
    /// <param name="amount">The amount; negative for a credit memo.</param>
    /// <param name="ct">Cancels it.</param>
    public Task AddInvoiceAsync(string invoice, string customer, DateOnly day, decimal amount, CancellationToken ct) => ExecuteAsync(
        $"insert into armast{Options.Suffix} (invno, custno, invdte, artype, invamt, balance) values ($1, $2, $3, $4, $5, $5)",
        ct,
        invoice.PadLeft(10),
        customer.PadRight(6),
        day,
        amount < 0 ? "C" : " ",
        amount);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        posting.Dispose();
    }

    private async Task ExecuteAsync(string statement, CancellationToken ct, params object[] values)
    {
        await using var command = SageProCompany.Command(source, statement, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string statement, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var command = SageProCompany.Command(source, statement, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }
}
