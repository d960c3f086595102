using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Heartland.GpApi;

namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>Tells a listener of a GP API transaction, as the gateway does at a status address: signed with SHA-512 over body and app key.</summary>
public sealed class GpNotifications
{
    private readonly GpSystem _gateway;
    private readonly string _appKey;

    internal GpNotifications(GpSystem gateway, string appKey) => (_gateway, _appKey) = (gateway, appKey);

    /// <summary>The signature of a body, lower-case hexadecimal.</summary>
    public static string Sign(string body, string appKey) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(body + appKey)));

    /// <summary>The body of the notification: id, status, amount in minor units and currency.</summary>
    /// <exception cref="ArgumentException">There is no such transaction.</exception>
    public string BodyOf(string transactionId)
    {
        var transaction = _gateway.Transaction(transactionId) ?? throw new ArgumentException($"GP API has no transaction {transactionId}.", nameof(transactionId));
        return new JsonObject
        {
            ["id"] = transactionId,
            ["status"] = transaction["status"]!.ToString(),
            ["amount"] = transaction["amount"]!.ToString(),
            ["currency"] = transaction["currency"]!.ToString(),
        }.ToJsonString();
    }

    /// <summary>Calls a listener.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="transactionId">The transaction, such as "TRN_1234".</param>
    /// <param name="times">How often the same call is made.</param>
    /// <param name="wrongSignature">Whether the signature is made with another key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The HTTP statuses that were answered.</returns>
    public async Task<IReadOnlyList<int>> SendAsync(Uri address, string transactionId, int times = 1, bool wrongSignature = false, CancellationToken cancellationToken = default)
    {
        var body = BodyOf(transactionId);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            request.Headers.Add("X-GP-Signature", Sign(body, wrongSignature ? _appKey + "?" : _appKey));
            using var response = await http.SendAsync(request, cancellationToken);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
