using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Shop;

/// <summary>
/// Signatures of the Standard Webhooks specification 1.0 (standardwebhooks.com): HMAC-SHA256 over <c>id.timestamp.body</c>, in Base64 after
/// <c>v1,</c>; a request carries one or more of them, apart by blanks, so that a secret can be changed without a gap.
/// </summary>
internal sealed class StandardWebhook
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    // The specification's advice; a signature that was overheard is worth nothing after it.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] key;

    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: the secret is no Base64 or too short to be one.</exception>
    public StandardWebhook(string secret)
    {
        var text = secret.Trim();
        text = text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text;
        key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length) || length < 16)
            throw new ActivityException(FailureKind.Misconfigured, "The connection's signing secret cannot be read. Give the whole text that begins with whsec_, at least 16 bytes in Base64.");
        key = key[..length];
    }

    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Hash(id, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body));

    /// <returns>What is wrong with the signature; null if it is right.</returns>
    public string? ProblemOf(WebhookRequest request, DateTimeOffset now)
    {
        if (request.Header(IdHeader) is not { Length: > 0 and <= 200 } id)
            return $"The header {IdHeader} is missing.";
        if (!long.TryParse(request.Header(TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799)
            return $"The header {TimestampHeader} is missing or is not a number of seconds.";
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            return $"The time in {TimestampHeader} is more than {Tolerance.TotalMinutes:0} minutes off. Check the clocks of both sides.";
        var expected = Hash(id, seconds.ToString(CultureInfo.InvariantCulture), request.Body.Span);
        return (request.Header(SignatureHeader) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(signature => Matches(signature, expected))
            ? null
            : $"No signature in {SignatureHeader} is right. Check that both sides have the same signing secret.";
    }

    private static bool Matches(string signature, byte[] expected)
    {
        Span<byte> given = stackalloc byte[64];
        return signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], expected);
    }

    private byte[] Hash(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
