using System.Globalization;
using ClarityConnect.Workflows.Simulators.Heartland;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Control;

/// <summary>
/// Heartland's part of the control endpoints: GET retail?table= and stock?item=&amp;location= for what Retail holds, GET and POST webhooks for how it
/// calls, POST announcements to announce a record again, POST gp-notifications to tell of a transaction.
/// </summary>
internal static class HeartlandControl
{
    public const string Path = "heartland/";

    public static async Task<object?> RunAsync(HeartlandSimulator heartland, HttpRequest request, string path, CancellationToken cancellationToken)
    {
        switch (request.Method, path[Path.Length..])
        {
            case ("GET", "retail"):
                return new { heartland.Holdings.CreatedTwice, rows = request.Query["table"] is [{ Length: > 0 } table] ? heartland.Holdings.Rows(table) : null };
            case ("GET", "stock"):
                return new { onHand = heartland.Holdings.OnHand(Number(request.Query["item"]), Number(request.Query["location"])) };
            case ("POST", "webhooks"):
                var settings = await ControlEndpoints.ReadAsync<WebhookSettings>(request);
                (heartland.Webhooks.Duplicates, heartland.Webhooks.WrongSecret) = (settings.Duplicates, settings.WrongSecret);
                return settings;
            case ("GET", "webhooks"):
                return new WebhookSettings(heartland.Webhooks.Duplicates, heartland.Webhooks.WrongSecret);
            case ("POST", "announcements"):
                var announcement = await ControlEndpoints.ReadAsync<Announcement>(request);
                return new { calls = heartland.Webhooks.Announce(announcement.Event, announcement.Id) };
            case ("POST", "gp-notifications"):
                var told = await ControlEndpoints.ReadAsync<Notification>(request);
                return new { statuses = await heartland.Notifications.SendAsync(told.Address, told.TransactionId, Math.Max(1, told.Times), told.WrongSignature, cancellationToken) };
            default:
                return null;
        }
    }

    private static long Number(string? text) => long.Parse(text ?? "", CultureInfo.InvariantCulture);

    /// <param name="Duplicates">How often each call of Retail is made too often.</param>
    /// <param name="WrongSecret">Whether calls of Retail carry a wrong secret.</param>
    private sealed record WebhookSettings(int Duplicates, bool WrongSecret);

    /// <param name="Event">The event.</param>
    /// <param name="Id">The record that is announced again.</param>
    private sealed record Announcement(string Event, long Id);

    /// <param name="Address">Where the listener is.</param>
    /// <param name="TransactionId">The transaction.</param>
    /// <param name="Times">How often; once by default.</param>
    /// <param name="WrongSignature">Whether the signature is wrong.</param>
    private sealed record Notification(Uri Address, string TransactionId, int Times, bool WrongSignature);
}
