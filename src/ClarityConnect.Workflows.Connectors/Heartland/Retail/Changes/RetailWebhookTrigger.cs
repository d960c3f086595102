using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>
/// What triggers that Retail calls have in common. Retail signs nothing, so the address is the secret, and what the call says is only a hint: the
/// record is read again, which a forged call gains nothing from.
/// </summary>
/// <typeparam name="T">What the instance is given.</typeparam>
public abstract class RetailWebhookTrigger<T> : WebhookTrigger
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The key at the end of the address.</summary>
    [Input(Description = "A long random word; the address that Heartland calls has to end with ?key= and this word. Empty where the path itself is one that nobody can guess.", IsSensitive = true)]
    public Input<string> Key { get; set; } = new();

    /// <summary>What happened, as it was read from Retail.</summary>
    [Output(Description = "The record, as it is at Heartland.")]
    public Output<T> Result { get; set; } = new();

    /// <inheritdoc/>
    protected sealed override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var key = context.Get(Key);
        if (!string.IsNullOrEmpty(key) && !Same(key, context.Request.Query.GetValueOrDefault("key", "")))
            return WebhookResult.Refused(401, "The key in the address is not the one that was agreed.");
        if (context.Request.Method != "POST")
            return WebhookResult.Refused(405, "Heartland calls with POST.");
        if (Read(context.Request.Text) is not { } hint)
            return WebhookResult.Refused(400, "The body is no record of Heartland Retail.");
        if (!Fits(hint) || RetailJson.Text(hint, "id") is not { } id)
            return WebhookResult.Taken([]);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        return WebhookResult.Taken(await ReadAsync(client, context, id, cancellationToken) is { } found ? [found] : []);
    }

    /// <inheritdoc/>
    protected sealed override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<T>(payload));
        context.Complete();
    }

    /// <summary>Whether a body is of the kind of record that the trigger is for; one address may be told of others too.</summary>
    private protected abstract bool Fits(JsonElement hint);

    /// <summary>Reads the record again and says what happened; null for nothing that starts an instance.</summary>
    private protected abstract Task<TriggerEvent?> ReadAsync(HeartlandRetailClient client, WebhookContext context, string id, CancellationToken cancellationToken);

    /// <summary>Whether a body is a ticket or return.</summary>
    private protected static bool IsTicket(JsonElement hint) =>
        RetailJson.Text(hint, "type")?.ToLowerInvariant() is "ticket" or "return" || (RetailJson.Find(hint, "station_id") is not null && RetailJson.Find(hint, "total") is not null);

    private static JsonElement? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body) is { ValueKind: JsonValueKind.Object } hint ? hint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
