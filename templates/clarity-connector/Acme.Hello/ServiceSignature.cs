using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace Acme.Hello;

/// <summary>The service signs its webhooks: the header <c>Service-Signature</c> is the HMAC-SHA256 of the body, in hexadecimal.</summary>
internal static class ServiceSignature
{
    /// <returns>What is wrong with the signature; null if it is right.</returns>
    public static string? ProblemOf(WebhookRequest request, Secret secret)
    {
        // Of the body byte for byte as it came, and compared in constant time.
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), request.Body.Span));
        var sent = request.Header("Service-Signature") ?? "";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(sent))
            ? null
            : "The signature is missing or wrong. Check that both sides have the same signing secret.";
    }
}
