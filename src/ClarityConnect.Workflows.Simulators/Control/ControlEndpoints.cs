using System.Text.Json;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;
using ClarityConnect.Workflows.Simulators.Opayo;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Control;

/// <summary>
/// Lets another process drive and judge the simulators, in plain JSON: GET ledger, what a vendor holds, GET, POST and DELETE
/// faults, GET and POST day, and GET of the path itself for the addresses.
/// </summary>
internal sealed class ControlEndpoints(SimulatorHost host)
{
    public const string Path = "/_sim/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public async Task RunAsync(HttpContext context, string path)
    {
        var request = context.Request;
        try
        {
            object? answer = (request.Method, path) switch
            {
                ("GET", "") => Addresses(),
                ("GET", "ledger") => Ledger(request.Query),
                ("GET", "intacct/batches") => new { host.Intacct.Batches, host.Intacct.PostedTwice },
                ("GET", "intacct/records") => new { host.Intacct.Customers, host.Intacct.Projects, host.Intacct.Invoices, host.Intacct.Adjustments, host.Intacct.Payments, host.Intacct.SalesDocuments, host.Intacct.MadeTwice },
                ("GET", "opayo/transactions") => new { host.Opayo.Transactions, host.Opayo.Doubles, host.Opayo.Expectations },
                ("GET", "opayo/batches") => host.Opayo.Batches,
                ("POST", "opayo/transactions") => await host.Opayo.AddTransactionAsync(await ReadAsync<OpayoSale>(request)),
                ("POST", "opayo/cards") => await host.Opayo.AddCardAsync(await ReadAsync<OpayoCard>(request)),
                ("POST", "opayo/day") => await host.Opayo.AddDayAsync(await ReadAsync<OpayoDay>(request)),
                ("GET", "shop/reports") => host.Shop.Reports,
                (_, var below) when below.StartsWith(HeartlandControl.Path, StringComparison.Ordinal) => await HeartlandControl.RunAsync(host.Heartland, request, below, context.RequestAborted),
                ("GET", "mail") => host.Mail.Mails,
                ("GET", "kashflow") => new { host.KashFlow.Invoices, host.KashFlow.Payments, host.KashFlow.Journals, host.KashFlow.RecordedTwice },
                ("POST", "kashflow/customers") => await AddAsync(host.KashFlow.AddCustomerAsync, await ReadAsync<KashFlowCustomer>(request)),
                ("POST", "kashflow/invoices") => await AddAsync(host.KashFlow.AddInvoiceAsync, await ReadAsync<KashFlowInvoice>(request)),
                ("GET", "faults") => host.Faults.Faults,
                ("POST", "faults") => new { id = host.Faults.Set(await ReadAsync<Fault>(request)) },
                ("DELETE", "faults") => RemoveFaults(request.Query["id"]),
                ("GET", "day") => host.Heartland.Expectations,
                ("POST", "day") => await host.Heartland.AddDayAsync(await ReadAsync<DayOptions>(request)),
                _ => null,
            };
            context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
            await context.Response.WriteAsJsonAsync(
                answer ?? new { error = $"There is no {request.Method} {Path}{path}." }, Json, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = e.Message }, Json, context.RequestAborted);
        }
    }

    private object Addresses() => new
    {
        host.RetailBaseAddress,
        host.PorticoEndpoint,
        host.GpBaseAddress,
        host.IntacctEndpoint,
        host.IntacctRestAddress,
        host.OpayoPiBaseAddress,
        host.OpayoReportingEndpoint,
        host.KashFlowBaseAddress,
        host.KashFlowSoapEndpoint,
        host.ShopStatusEndpoint,
        MailPort = host.Mail.Port,
    };

    private object Ledger(IQueryCollection query)
    {
        var rows = host.Ledger.Find(query["system"], query["operation"], query["key"]);
        return new { count = rows.Count, requests = rows, counts = host.Ledger.Counts() };
    }

    private static async Task<T> AddAsync<T>(Func<T, Task> add, T record)
    {
        await add(record);
        return record;
    }

    private object RemoveFaults(string? id)
    {
        if (id is null)
            host.Faults.Clear();
        else if (!host.Faults.Remove(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)))
            throw new ArgumentException($"There is no fault {id}.");
        return host.Faults.Faults;
    }

    internal static async Task<T> ReadAsync<T>(HttpRequest request) =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
        ?? throw new JsonException("The body is null.");
}
