using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>The two digests of GP API, both SHA-512 in lower-case hexadecimal digits.</summary>
internal static class GpSignature
{
    /// <summary>The secret of a sign-in: nonce and app key.</summary>
    public static string OfSignIn(string nonce, string appKey) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(nonce + appKey)));

    /// <summary>The signature of a call that the gateway makes: the body byte for byte and the app key.</summary>
    public static string OfBody(ReadOnlySpan<byte> body, string appKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(appKey));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a signature belongs to a body, compared in constant time.</summary>
    public static bool Fits(ReadOnlySpan<byte> body, string appKey, string? signature) => !string.IsNullOrWhiteSpace(signature)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(OfBody(body, appKey)), Encoding.ASCII.GetBytes(signature.Trim().ToLowerInvariant()));
}
