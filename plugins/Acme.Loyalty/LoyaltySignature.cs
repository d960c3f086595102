using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace Acme.Loyalty;

/// <summary>The program signs its webhooks: <c>Acme-Signature: t=1770000000,v1=…</c>, where v1 is the HMAC-SHA256 of "1770000000." and the body, in hexadecimal.</summary>
internal static class LoyaltySignature
{
    // A signature that was overheard is worth nothing after it.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <returns>What is wrong with the signature; null if it is right.</returns>
    public static string? ProblemOf(WebhookRequest request, Secret secret, DateTimeOffset now)
    {
        var parts = (request.Header("Acme-Signature") ?? "").Split(',');
        if (parts is not [['t', '=', .. var time], ['v', '1', '=', .. var signature]]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "The header Acme-Signature is missing or cannot be read.";
        }

        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
            return $"The signature is more than {Tolerance.TotalMinutes:0} minutes off. Check the clocks of both sides.";
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}."), .. request.Body.Span];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            ? null
            : "The signature is wrong. Check that both sides have the same signing secret.";
    }
}
