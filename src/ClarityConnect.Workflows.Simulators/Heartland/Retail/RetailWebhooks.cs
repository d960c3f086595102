using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>
/// Calls the subscribers of an event: the bare resource as JSON, without event name, delivery id, time or signature. What is not answered with
/// 2xx is sent again with growing pauses, five times in all (the real schedule is not published).
/// </summary>
internal sealed class RetailWebhooks(RetailTables tables, TimeProvider time) : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly Channel<Delivery> _queue = Channel.CreateUnbounded<Delivery>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Lock _gate = new();
    private readonly List<Delivery> _held = [];
    private TaskCompletionSource? _idle;
    private int _open;
    private Task? _sender;

    /// <summary>How often each call is made too often.</summary>
    public int Duplicates { get; set; }

    /// <summary>Whether the last part of the address, the secret, is replaced by another.</summary>
    public bool WrongSecret { get; set; }

    /// <summary>Whether calls wait for <see cref="Release"/>, which makes them in reverse order.</summary>
    public bool Hold { get; set; }

    /// <summary>Puts a call to every subscriber of an event in the queue. The caller holds the tables' gate.</summary>
    public int Announce(string name, JsonObject row)
    {
        var deliveries = tables[RetailTables.Webhooks].Rows
            .Where(hook => hook["events"]!.AsArray().Any(e => e?.ToString() == name))
            .SelectMany(hook => Enumerable.Range(0, 1 + Duplicates).Select(_ => new Delivery(hook["id"]!.GetValue<long>(), new Uri(hook["url"]!.ToString()), name, BodyOf(name, row).ToJsonString())))
            .ToList();
        lock (_gate)
        {
            if (Hold)
                _held.AddRange(deliveries);
            else
                deliveries.ForEach(Enqueue);
        }

        return deliveries.Count;
    }

    /// <summary>Makes the calls that were held, the last first.</summary>
    public void Release()
    {
        lock (_gate)
        {
            Hold = false;
            foreach (var delivery in Enumerable.Reverse(_held))
                Enqueue(delivery);
            _held.Clear();
        }
    }

    /// <summary>Completes when no call is left to be made.</summary>
    public Task IdleAsync()
    {
        lock (_gate)
            return _open == 0 ? Task.CompletedTask : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_sender is not null)
            await _sender;
        _http.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Transactions and customers leave as they are read; items leave in camel case, with the custom fields in both spellings.</summary>
    public static JsonObject BodyOf(string name, JsonObject row)
    {
        var body = new JsonObject();
        var isItem = name.StartsWith("item_", StringComparison.Ordinal);
        foreach (var (member, value) in row.Where(member => member.Key is not ("lines" or "payments" or "addresses")))
        {
            if (isItem && value is JsonObject custom)
                body[Camel(member)] = new JsonObject(custom.SelectMany(f => new[] { Camel(f.Key), f.Key }.Distinct().Select(n => KeyValuePair.Create(n, f.Value?.DeepClone()))));
            else
                body[isItem ? Camel(member) : member] = value?.DeepClone();
        }

        return body;
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(string.Concat(name.Split('_').Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..])));

    private void Enqueue(Delivery delivery)
    {
        _open++;
        _sender ??= Task.Run(SendAllAsync);
        _queue.Writer.TryWrite(delivery);
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(_stopping.Token))
            {
                await SendAsync(delivery);
                lock (_gate)
                {
                    if (--_open == 0)
                    {
                        _idle?.TrySetResult();
                        _idle = null;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the simulators stop
        }
    }

    private async Task SendAsync(Delivery delivery)
    {
        var address = WrongSecret ? new Uri(delivery.Address, "wrong-secret") : delivery.Address;
        for (var attempt = 1; ; attempt++)
        {
            var status = await PostAsync(address, delivery.Body);
            lock (tables.Gate)
            {
                tables.Store(RetailTables.WebhookEvents, new JsonObject
                {
                    ["id"] = tables[RetailTables.WebhookEvents].NextId, ["webhook_id"] = delivery.Webhook, ["event"] = delivery.Event,
                    ["attempt"] = attempt, ["response_status"] = status, ["created_at"] = RetailJson.Utc(time.GetUtcNow()),
                });
            }

            if (status is >= 200 and < 300 || attempt == MostAttempts)
                return;
            await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)), time, _stopping.Token);
        }
    }

    private async Task<int> PostAsync(Uri address, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        try
        {
            using var response = await _http.PostAsync(address, content, _stopping.Token);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stopping.IsCancellationRequested)
        {
            return 0; // nobody answered
        }
    }

    private sealed record Delivery(long Webhook, Uri Address, string Event, string Body);
}
