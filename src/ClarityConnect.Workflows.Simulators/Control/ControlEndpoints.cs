using System.Text.Json;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Control;

/// <summary>
/// Lets another process drive and judge the simulators, in plain JSON: GET ledger, GET intacct/batches, GET, POST and DELETE
/// faults, GET and POST day, what is below heartland/ (what Retail holds, its webhooks, notifications of GP API), and GET of the path itself for the addresses.
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
                ("GET", "") => new { host.RetailBaseAddress, host.PorticoEndpoint, host.GpBaseAddress, host.IntacctEndpoint, host.ShopStatusEndpoint, MailPort = host.Mail.Port },
                ("GET", "ledger") => Ledger(request.Query),
                ("GET", "intacct/batches") => new { host.Intacct.Batches, host.Intacct.PostedTwice },
                ("GET", "shop/reports") => host.Shop.Reports,
                (_, var below) when below.StartsWith(HeartlandControl.Path, StringComparison.Ordinal) => await HeartlandControl.RunAsync(host.Heartland, request, below, context.RequestAborted),
                ("GET", "mail") => host.Mail.Mails,
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

    private object Ledger(IQueryCollection query)
    {
        var rows = host.Ledger.Find(query["system"], query["operation"], query["key"]);
        return new { count = rows.Count, requests = rows, counts = host.Ledger.Counts() };
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
