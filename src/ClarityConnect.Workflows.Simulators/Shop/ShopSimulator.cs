using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Shop;

/// <summary>A web shop whose customers place orders, for tests and the demo to drive and judge.</summary>
public sealed class ShopSimulator : IDisposable
{
    private readonly SimulatorOptions _options;
    private readonly StateJournal _journal;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    internal ShopSimulator(SimulatorOptions options, StateJournal journal, TimeProvider time)
    {
        (_options, _journal, _time) = (options, journal, time);
        System = new ShopSystem(options, journal, time);
    }

    /// <summary>The orders that were placed.</summary>
    public IReadOnlyList<ShopOrder> Orders => System.Orders;

    /// <summary>What the shop was told, each report once, in the order in which they came.</summary>
    public IReadOnlyList<ShopReport> Reports => System.Reports;

    internal ShopSystem System { get; }

    /// <summary>Where an order stands by the last report; null if none came.</summary>
    public string? StatusOf(string orderId) => Reports.LastOrDefault(report => report.OrderId == orderId)?.Status;

    /// <summary>Makes an order known without sending it.</summary>
    public void Add(ShopOrder order) => System.Add(order);

    /// <summary>Places an order and sends it to a webhook.</summary>
    /// <param name="webhook">Where it goes.</param>
    /// <param name="order">The order.</param>
    /// <param name="delivery">How it is sent.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The status of the last answer.</returns>
    public async Task<int> PlaceOrderAsync(Uri webhook, ShopOrder order, ShopDelivery delivery, CancellationToken ct)
    {
        System.Add(order);
        await _journal.FlushAsync();
        return await SendAsync(webhook, "order.created", $"evt_order_{order.OrderId}", order.Document, delivery, ct);
    }

    /// <summary>Sends any event to a webhook.</summary>
    /// <param name="webhook">Where it goes.</param>
    /// <param name="type">The kind of the event, such as "customer.updated".</param>
    /// <param name="id">The event's id.</param>
    /// <param name="data">The record.</param>
    /// <param name="delivery">How it is sent.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The status of the last answer.</returns>
    public async Task<int> SendAsync(Uri webhook, string type, string id, JsonObject data, ShopDelivery delivery, CancellationToken ct)
    {
        var at = delivery == ShopDelivery.Stale ? _time.GetUtcNow().AddHours(-1) : _time.GetUtcNow();
        var body = new JsonObject { ["type"] = type, ["timestamp"] = at, ["data"] = data.DeepClone() }.ToJsonString();
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var secret = delivery == ShopDelivery.WrongSignature ? "whsec_" + Convert.ToBase64String(new byte[24]) : _options.ShopSigningSecret;
        var status = 0;
        for (var time = 0; time < (delivery == ShopDelivery.Twice ? 2 : 1); time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", timestamp);
            request.Headers.Add("webhook-signature", ShopSystem.Sign(id, timestamp, body, secret));
            using var answer = await _http.SendAsync(request, ct);
            status = (int)answer.StatusCode;
        }

        return status;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
