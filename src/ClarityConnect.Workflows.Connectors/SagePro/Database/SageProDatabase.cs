using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Accounts;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Customers;
using ClarityConnect.Workflows.Connectors.SagePro.Invoices;
using ClarityConnect.Workflows.Connectors.SagePro.Items;
using ClarityConnect.Workflows.Connectors.SagePro.Orders;
using ClarityConnect.Workflows.Connectors.SagePro.Stock;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>
/// A company of Sage Pro by way of its database: reads its tables and writes only our staging tables. The server uses it where it reaches the
/// database itself, and the agent where only the agent does.
/// </summary>
public sealed class SageProDatabase
{
    /// <summary>Sage Pro keeps amounts without a currency; the company's own is taken for dollars where nothing else is said.</summary>
    private const string HomeCurrency = "USD";

    // One for all companies of the process: the tables are made once in the life of a database.
    private static readonly SemaphoreSlim Preparing = new(1);

    private readonly SageProSettings settings;
    private readonly TableMap tables;
    private readonly SageProStatements statements;
    private readonly BatchStaging staging;
    private readonly BatchStates states;
    private readonly ChangeScan scan;
    private readonly TimeProvider time;
    private bool isPrepared;

    /// <summary>Nothing is connected before it is asked for.</summary>
    /// <param name="settings">Which company, and where.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: the settings cannot be used.</exception>
    public SageProDatabase(SageProSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings.Check();
        this.time = time;
        tables = settings.Tables();
        statements = new SageProStatements(settings.Dialect, tables);
        staging = new BatchStaging(settings, tables, time);
        states = new BatchStates(tables);
        scan = new ChangeScan(time);
    }

    /// <summary>Carries out an operation. A write that comes again, by the same order or with the same content, finds what it did.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="input">Its input.</param>
    /// <param name="order">The id of the order.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ActivityException">It could not be carried out.</exception>
    public Task<SageProAnswer> ExecuteAsync(string operation, JsonElement input, string order, CancellationToken cancellationToken) => RunAsync(
        session => operation switch
        {
            SageProOperation.Deliver => OneAsync(staging.DeliverAsync(session, SageProJson.Read<StagedBatch>(input), order, cancellationToken)),
            SageProOperation.State => OneAsync(states.FindAsync(session, Text(input, "reference"), cancellationToken)),
            SageProOperation.Cancel => OneAsync(CancelAsync(session, Text(input, "reference"), cancellationToken)),
            SageProOperation.FindCustomers => FindCustomersAsync(session, SageProJson.Read<CustomerQuery>(input), cancellationToken),
            SageProOperation.ListItems => ListAsync(session, "ReadItems", row => ItemMapping.Read(row, HomeCurrency), cancellationToken),
            SageProOperation.ListStock => ListAsync(session, "ReadStock", StockMapping.Read, cancellationToken),
            SageProOperation.FindInvoice => FindInvoiceAsync(session, Text(input, "number"), cancellationToken),
            SageProOperation.GetOrder => GetOrderAsync(session, Text(input, "number"), cancellationToken),
            SageProOperation.ListAccounts => ListAsync(session, "ReadAccounts", SageProAccount.Read, cancellationToken),
            SageProOperation.Changes => ChangesAsync(session, SageProJson.Read<ChangeRequest>(input), cancellationToken),
            SageProOperation.Probe => OneAsync(SchemaProbe.RunAsync(session, settings, tables, cancellationToken)),
            _ => throw new ActivityException(FailureKind.Misconfigured, $"This program does not know how to do '{operation}' at Sage Pro. Install a newer version of it."),
        },
        cancellationToken);

    /// <summary>Looks whether the tables are there that the table map names. Makes the staging tables where they are not.</summary>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="ActivityException">The database cannot be read.</exception>
    public Task<ProbeReport> ProbeAsync(CancellationToken cancellationToken) =>
        RunAsync(session => SchemaProbe.RunAsync(session, settings, tables, cancellationToken), cancellationToken);

    /// <summary>Reads where batches stand that have gone further since <see cref="ReportedAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ActivityException">The database cannot be read.</exception>
    public Task<IReadOnlyList<PostingState>> NewsAsync(CancellationToken cancellationToken) => RunAsync(session => states.NewsAsync(session, cancellationToken), cancellationToken);

    /// <summary>Notes what was reported.</summary>
    /// <param name="reported">The states as they were read.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ActivityException">The database cannot be written.</exception>
    public Task ReportedAsync(IReadOnlyList<PostingState> reported, CancellationToken cancellationToken) => RunAsync(
        async session =>
        {
            foreach (var state in reported)
                await BatchStates.ReportedAsync(session, state, cancellationToken);
            return reported.Count;
        },
        cancellationToken);

    /// <summary>Notes for people who look into the database that an agent is there.</summary>
    /// <param name="agent">Its name.</param>
    /// <param name="version">The version of its program.</param>
    /// <param name="state">What it does.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ActivityException">The database cannot be written.</exception>
    public Task SeeAgentAsync(string agent, string version, string state, CancellationToken cancellationToken) => RunAsync(
        session => session.ExecuteAsync("SeeAgent", new { agent, version, company = settings.Company, now = time.GetUtcNow(), state }, cancellationToken), cancellationToken);

    /// <summary>A state as the wire between server and agent has it.</summary>
    /// <param name="state">The state.</param>
    public static JsonElement Write(PostingState state) => SageProJson.Write(state);

    /// <summary>A report as the wire between server and agent has it.</summary>
    /// <param name="report">The report.</param>
    public static JsonElement Write(ProbeReport report) => SageProJson.Write(report);

    private async Task<PostingState?> CancelAsync(SageProSession session, string reference, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("CancelBatch", new { reference, now = time.GetUtcNow() }, cancellationToken);
        return await states.FindAsync(session, reference, cancellationToken);
    }

    private static async Task<SageProAnswer> FindCustomersAsync(SageProSession session, CustomerQuery query, CancellationToken cancellationToken)
    {
        var customers = await session.QueryAsync("ReadCustomers", null, CustomerMapping.Read, cancellationToken);
        return Many(customers.Where(query.Matches));
    }

    private static async Task<SageProAnswer> FindInvoiceAsync(SageProSession session, string number, CancellationToken cancellationToken) =>
        Many(await session.QueryAsync("FindInvoice", new { number }, row => InvoiceMapping.Read(row, HomeCurrency), cancellationToken));

    private static async Task<SageProAnswer> GetOrderAsync(SageProSession session, string number, CancellationToken cancellationToken)
    {
        var headers = await session.QueryAsync("ReadOrder", new { number }, row => (Order: OrderMapping.Read(row, HomeCurrency), Location: row.Text(8)), cancellationToken);
        if (headers.Count == 0)
            return Many<Order>([]);
        var origins = await OrderOrigins.ReadAsync(session, cancellationToken);
        var lines = await session.QueryAsync("ReadOrderLines", new { number }, row => OrderMapping.ReadLine(row, HomeCurrency), cancellationToken);
        return Many([OrderMapping.Whole(origins.Of(headers[0].Order), headers[0].Location, lines.OfType<OrderLine>())]);
    }

    private async Task<SageProAnswer> ChangesAsync(SageProSession session, ChangeRequest request, CancellationToken cancellationToken)
    {
        var list = await scan.RunAsync(session, request.Kind, ReadAsync, OwnOf(request.Kind), EssenceOf(request.Kind), request.After, Math.Clamp(request.Most, 1, 5000), cancellationToken);
        return new SageProAnswer(SageProJson.Write(new { list.Through }), [.. list.Changes.Select(SageProJson.Write)]);

        Task<Dictionary<string, JsonElement>> ReadAsync() => request.Kind switch
        {
            ChangeKind.Items => RowsAsync("ReadItems", row => ItemMapping.Read(row, HomeCurrency), item => item.Sku),
            ChangeKind.Stock => RowsAsync("ReadStock", StockMapping.Read, level => $"{level.Sku}|{level.LocationId}"),
            ChangeKind.Customers => RowsAsync("ReadCustomers", CustomerMapping.Read, customer => customer.CustomerId),
            ChangeKind.Orders => OrdersAsync(),
            ChangeKind.Postings => RowsAsync("ReadPostings", row => StagedRow.Read(row).State, state => state.Reference),
            _ => throw new ActivityException(FailureKind.Misconfigured, $"'{request.Kind}' is not watched for changes. Install a newer version of this program."),
        };

        Func<Task<List<OwnWrite>>>? OwnOf(string kind) => kind switch
        {
            ChangeKind.Customers => () => session.QueryAsync("ReadOwnCustomers", null, OwnCustomers.Read, cancellationToken),
            ChangeKind.Orders => () => session.QueryAsync("ReadOwnOrders", null, OwnOrders.Read, cancellationToken),
            _ => null,
        };

        static Func<JsonElement, JsonElement>? EssenceOf(string kind) => kind switch
        {
            ChangeKind.Customers => CustomerMapping.Essence,
            ChangeKind.Orders => OrderMapping.Essence,
            _ => null,
        };

        async Task<Dictionary<string, JsonElement>> OrdersAsync()
        {
            var orders = await session.QueryAsync("ReadOrders", null, row => OrderMapping.Read(row, HomeCurrency), cancellationToken);
            // After the orders, so that each that was posted from here finds its batch.
            var origins = await OrderOrigins.ReadAsync(session, cancellationToken);
            var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var order in orders)
                found[order.Number] = SageProJson.Write(origins.Of(order));
            return found;
        }

        async Task<Dictionary<string, JsonElement>> RowsAsync<T>(string statement, Func<SageProRow, T> read, Func<T, string> keyOf)
        {
            var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var row in await session.QueryAsync(statement, null, read, cancellationToken))
                found[keyOf(row)] = SageProJson.Write(row);
            return found;
        }
    }

    private static async Task<SageProAnswer> ListAsync<T>(SageProSession session, string statement, Func<SageProRow, T> read, CancellationToken cancellationToken) =>
        Many(await session.QueryAsync(statement, null, read, cancellationToken));

    private static SageProAnswer Many<T>(IEnumerable<T> rows) => new(WorkflowJson.Null, [.. rows.Select(SageProJson.Write)]);

    private static async Task<SageProAnswer> OneAsync<T>(Task<T> result) => new(SageProJson.Write(await result), []);

    private static string Text(JsonElement input, string name) => input.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text
        ? text
        : throw new ActivityException(FailureKind.InvalidData, $"The order has no '{name}'.");

    private async Task<T> RunAsync<T>(Func<SageProSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            await using var session = await SageProSession.OpenAsync(settings, statements, cancellationToken);
            return await work(session);
        }
        catch (Exception exception) when (DatabaseFailure.IsMeant(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw DatabaseFailure.Of(exception);
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.InvalidData, $"What was ordered cannot be read: {exception.Message}", exception);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (isPrepared)
            return;
        await Preparing.WaitAsync(cancellationToken);
        try
        {
            if (isPrepared)
                return;
            await using var session = await SageProSession.OpenAsync(settings, statements, cancellationToken);
            // Where somebody else made the tables, this user needs no right to make any.
            if (!await IsThereAsync(session, cancellationToken))
                await session.ExecuteAsync("CreateStaging", null, cancellationToken);
            isPrepared = true;
        }
        finally
        {
            Preparing.Release();
        }
    }

    private static async Task<bool> IsThereAsync(SageProSession session, CancellationToken cancellationToken)
    {
        try
        {
            _ = await session.QueryAsync("ReadChangeHead", new { kind = "" }, row => row.Count(0), cancellationToken);
            return true;
        }
        catch (System.Data.Common.DbException exception) when (DatabaseFailure.Of(exception).VendorCode == SageProFailure.SchemaMismatch)
        {
            return false;
        }
    }
}
