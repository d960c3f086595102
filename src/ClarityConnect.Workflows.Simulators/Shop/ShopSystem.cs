using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Shop;

/// <summary>The shop's side that takes status reports. Signatures are as in Standard Webhooks: HMAC-SHA256 over id.timestamp.body.</summary>
internal sealed class ShopSystem(SimulatorOptions options, StateJournal journal, TimeProvider time) : ISimulatedSystem
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ShopOrder> _orders = new(StringComparer.Ordinal);
    private readonly List<ShopReport> _reports = [];

    public string Name => "shop";

    public IReadOnlyList<ShopReport> Reports
    {
        get
        {
            lock (_gate) return [.. _reports];
        }
    }

    public IReadOnlyList<ShopOrder> Orders
    {
        get
        {
            lock (_gate) return [.. _orders.Values];
        }
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        var id = request.Headers["webhook-id"].ToString();
        var (type, report) = Parse(id, body);
        return new Call([new CallPart(type, report?.OrderId, id)], faults => Execute(request, faults, id, type, report, body));
    }

    public Answer Refuse(Fault fault, int status) => Answer.Json(status, new JsonObject { ["error"] = status == 429 ? "too many requests" : "unavailable" });

    public void Add(ShopOrder order)
    {
        lock (_gate)
        {
            if (_orders.TryAdd(order.OrderId, order))
                journal.Append(StateJournal.ShopOrder, order);
        }
    }

    public void Replay(ShopOrder order) => _orders[order.OrderId] = order;

    public void Replay(ShopReport report) => _reports.Add(report);

    public static string Sign(string id, string timestamp, string body, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }

    private Answer Execute(HttpRequest request, FaultSet faults, string id, string type, ShopReport? report, string body)
    {
        var timestamp = request.Headers["webhook-timestamp"].ToString();
        var isSigned = request.Headers["webhook-signature"].ToString() == Sign(id, timestamp, body, options.ShopSigningSecret)
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= 300;
        if (!isSigned || faults.Has(FaultKind.AuthenticationFailure))
            return Answer.Json(401, new JsonObject { ["error"] = "bad signature" });
        if (type == "ping")
            return Answer.Empty(204);
        if (report is null)
            return Answer.Json(400, new JsonObject { ["error"] = "not an order status" });
        lock (_gate)
        {
            if (!_orders.ContainsKey(report.OrderId))
                return Answer.Json(404, new JsonObject { ["error"] = $"no order {report.OrderId}" });
            if (_reports.TrueForAll(known => known.Id != id))
            {
                _reports.Add(report);
                journal.Append(StateJournal.ShopReport, report);
            }
        }

        return Answer.Empty(204);
    }

    private static (string Type, ShopReport? Report) Parse(string id, string body)
    {
        try
        {
            var root = JsonNode.Parse(body) as JsonObject;
            var type = (string?)root?["type"] ?? "unknown";
            if (type != "order.status" || root!["data"] is not JsonObject data || (string?)data["orderId"] is not { Length: > 0 } order || (string?)data["status"] is not { Length: > 0 } status)
                return (type, null);
            return (type, new ShopReport(id, order, status, (string?)data["message"], (string?)data["paymentReference"]));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return ("unreadable", null);
        }
    }
}
